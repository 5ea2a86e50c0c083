// A merchant's program on the official SDK's earlier package, which has the host built in and tries
// again whatever goes wrong. It prints what happened as one line of JSON.
import { EPayment } from '@vippsno/vipps-sdk'

const payments = new EPayment({
  clientId: '11111111-1111-4111-8111-111111111111',
  clientSecret: 'demo-client-secret',
  subscriptionKey: '0123456789abcdef0123456789abcdef',
  merchantSerialNumber: '123456',
  useTestMode: true,
})

const create = (reference) =>
  payments.createPayment({
    amount: { currency: 'NOK', value: 100_000 },
    paymentMethod: { type: 'WALLET' },
    customer: { phoneNumber: 4712345678 },
    returnUrl: 'example.com/thanks',
    userFlow: 'WEB_REDIRECT',
    paymentDescription: 'One pair of socks',
    reference,
  })
const nok = (value) => ({ modificationAmount: { currency: 'NOK', value } })

const reference = 'earlier-sdk-0001'
const created = await create(reference)
await payments.forceApprovePayment(reference, { customer: { phoneNumber: 4712345678 } })
const approved = await payments.getPayment(reference)
const part = await payments.capturePayment(reference, nok(40_000))
const refunded = await payments.refundPayment(reference, nok(25_000))
const rest = await payments.cancelPayment(reference)
const events = await payments.getPaymentEventLog(reference)

await create('earlier-sdk-0002')
await payments.cancelPayment('earlier-sdk-0002')
const cancelled = await payments.getPayment('earlier-sdk-0002')

console.log(JSON.stringify({ created, approved, part, refunded, rest, events, cancelled }))
