// A merchant's program as the official SDK's own documentation would have it: it knows nothing of
// Kvitt. It prints what happened as one line of JSON.
import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { Client } from '@vippsmobilepay/sdk'

const client = Client({
  merchantSerialNumber: '123456',
  subscriptionKey: '0123456789abcdef0123456789abcdef',
  useTestMode: true,
  retryRequests: false,
})

const deliveries = []
const shop = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  deliveries.push({ headers: request.headers, url: request.url, body })
  response.end()
  shop.emit('delivery')
})
shop.listen(0, '127.0.0.1')
await once(shop, 'listening')

const data = (result) => {
  if (!result.ok) throw new Error(JSON.stringify(result.error?.message ?? result.error))
  return result.data
}
const nok = (value) => ({ modificationAmount: { currency: 'NOK', value } })

const token = data(
  await client.auth.getToken('11111111-1111-4111-8111-111111111111', 'demo-client-secret'),
).access_token

const url = `http://127.0.0.1:${shop.address().port}/hooks/vipps?shop=1`
const webhook = data(
  await client.webhook.register(token, { url, events: ['epayments.payment.captured.v1'] }),
)

const create = (reference) =>
  client.payment.create(token, {
    amount: { currency: 'NOK', value: 100_000 },
    paymentMethod: { type: 'WALLET' },
    customer: { phoneNumber: '4712345678' },
    returnUrl: `https://example.com/thanks?reference=${reference}`,
    userFlow: 'WEB_REDIRECT',
    paymentDescription: 'One pair of socks',
    reference,
  })

const reference = 'sdk-order-0001'
const created = data(await create(reference))
data(
  await client.payment.forceApprove(token, reference, { customer: { phoneNumber: '4712345678' } }),
)
const approved = data(await client.payment.info(token, reference))
const part = data(await client.payment.capture(token, reference, nok(40_000)))
const rest = data(await client.payment.capture(token, reference, nok(60_000)))
const refunded = data(await client.payment.refund(token, reference, nok(25_000)))
const events = data(await client.payment.history(token, reference))
while (deliveries.length < 2) await once(shop, 'delivery')
shop.close()
shop.closeAllConnections()

data(await create('sdk-order-0002'))
const cancelled = data(await client.payment.cancel(token, 'sdk-order-0002'))
const refusal = await client.payment.capture(token, 'sdk-order-0002', nok(100))
const webhooks = data(await client.webhook.list(token))
data(await client.webhook.delete(token, webhook.id))

// Written from the documentation, not from the server: the key is the secret as text.
const signed = deliveries.map(({ headers, url: path, body }) => {
  const hash = createHash('sha256').update(body).digest('base64')
  const message = `POST\n${path}\n${headers['x-ms-date']};${headers.host};${hash}`
  const signature = createHmac('sha256', webhook.secret).update(message).digest('base64')
  const expected = `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`
  return headers.authorization === expected && headers['x-ms-content-sha256'] === hash
})

console.log(
  JSON.stringify({
    created,
    approved,
    part,
    rest,
    refunded,
    events,
    cancelled,
    refusal,
    webhooks: webhooks.webhooks.length,
    signed,
    delivered: deliveries.map(({ body }) => JSON.parse(body)),
  }),
)
