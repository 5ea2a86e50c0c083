/** Takes a payment with the package as it is published, on whatever runs this. */
import { createClient, KvittError, verifyWebhook, webhookRequest } from '@kvitt/sdk'

const [baseUrl] = globalThis.Deno?.args ?? process.argv.slice(2)
const client = createClient({
  baseUrl,
  clientId: '11111111-1111-4111-8111-111111111111',
  clientSecret: 'demo-client-secret',
  subscriptionKey: '0123456789abcdef0123456789abcdef',
  merchantSerialNumber: '123456',
  system: { name: 'acme', version: '3.1.2' },
})
const reference = `acme-shop-${crypto.randomUUID()}`
const amount = { currency: 'NOK', value: 49_900 }

await client.epayment.create(
  {
    amount,
    reference,
    paymentMethod: { type: 'WALLET' },
    userFlow: 'WEB_REDIRECT',
    returnUrl: 'https://shop.example/orders/1',
    paymentDescription: 'One pair of socks',
  },
  { idempotencyKey: 'create' },
)
await client.epayment.forceApprove(reference, { customer: { phoneNumber: '4712345678' } })
const { outcome } = await client.epayment.waitForOutcome(reference, { firstAfterMs: 0 })
const { aggregate } = await client.epayment.capture(reference, amount, { idempotencyKey: 'all' })
const failure = await client.epayment
  .capture(reference, amount, { idempotencyKey: 'again' })
  .catch((error) => error)
const url = 'https://shop.example/hooks'
const webhook = await verifyWebhook(await webhookRequest({ url, secret: 's', body: {} }), ['s'])

console.log(
  JSON.stringify({
    outcome,
    captured: aggregate.capturedAmount.value,
    failure: [failure instanceof KvittError, failure.code, failure.verdict],
    webhook: webhook.valid,
  }),
)
