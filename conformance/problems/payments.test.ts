/**
 * What a payment does not allow as it is, by number.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/
 */
import { test } from 'node:test'
import { startAuthentication } from '../support/authentication.ts'
import { DENMARK } from '../support/demo-keys.ts'
import { withGrants } from '../support/directories.ts'
import { INSIDE_ONLY } from '../support/open-environment.ts'
import { provoke, provokeByFault, provokeInside } from '../support/provoke.ts'

const ALL = 49_900
const RECEIPT = {
  orderLines: [
    { id: '1', name: 'Socks', totalAmount: 1, totalAmountExcludingTax: 1, totalTaxAmount: 0 },
  ],
  bottomLine: { currency: 'NOK' },
}

test('6010 Amount too small', (context) =>
  provoke(context, 400, (merchant) => merchant.create({ value: 99 })))

test('6020 Attempted refund before reservation', (context) =>
  provoke(context, 400, async (merchant) => merchant.refund(await merchant.created(), 100)))

test('6030 Cancel period expired', (context) =>
  provoke(context, 400, async (merchant, environment) => {
    const reference = await merchant.authorized()
    await environment.advance('180d')
    return merchant.cancel(reference)
  }))

test('6040 Cannot cancel a captured payment', (context) =>
  provoke(context, 400, async (merchant) => merchant.cancel(await merchant.captured(ALL))))

test('6050 Cannot cancel a non-reserved payment', (context) =>
  provokeByFault(context, 400, 6050, (merchant) => merchant.cancel('acme-shop-1')))

test('6060 Cannot cancel authorized payment', (context) =>
  provoke(context, 400, async (merchant) =>
    merchant.cancel(await merchant.authorized(), { cancelTransactionOnly: true }),
  ))

test('6070 Cannot capture a cancelled payment', (context) =>
  provoke(context, 400, async (merchant) => merchant.capture(await merchant.terminated(), 100)))

test('6080 Cannot capture before reservation', (context) =>
  provoke(context, 400, async (merchant) => merchant.capture(await merchant.created(), 100)))

test('6090 Capture amount too high', (context) =>
  provoke(context, 400, async (merchant) => merchant.capture(await merchant.authorized(), ALL + 1)))

test('6100 Capture period expired', (context) =>
  provoke(context, 400, async (merchant, environment) => {
    const reference = await merchant.authorized()
    await environment.advance('180d')
    return merchant.capture(reference, 100)
  }))

test('6110 Expiration date is too late', (context) =>
  provoke(context, 400, async (merchant, environment) =>
    merchant.create({ expiresAt: await inDays(61, environment), receipt: RECEIPT }),
  ))

test('6120 Expiration date is too soon', (context) =>
  provoke(context, 400, async (merchant, environment) =>
    merchant.create({ expiresAt: await inDays(0, environment), receipt: RECEIPT }),
  ))

test('6130 Long living payments require a receipt', (context) =>
  provoke(context, 400, async (merchant, environment) =>
    merchant.create({ expiresAt: await inDays(1, environment) }),
  ))

test('6140 Must capture full amount', { skip: INSIDE_ONLY }, (context) => {
  const directory = withGrants(DENMARK, { partialCapture: false })
  return provokeInside(context, 400, { directory }, async (_merchant, environment) => {
    const merchant = await environment.merchant(DENMARK)
    return merchant.capture(await merchant.authorized(), 100)
  })
})

test('6150 Not enough refundable', (context) =>
  provoke(context, 400, async (merchant) => merchant.refund(await merchant.captured(100), 101)))

test('6170 Payment already captured', (context) =>
  provoke(context, 400, async (merchant) => merchant.capture(await merchant.captured(ALL), 1)))

test('6180 Payment already refunded', (context) =>
  provoke(context, 400, async (merchant) => {
    const reference = await merchant.captured(100)
    await merchant.refund(reference, 100)
    return merchant.refund(reference, 1)
  }))

test('6190 Payment cannot be cancelled', (context) =>
  provoke(context, 400, async (merchant) => merchant.cancel(await merchant.aborted())))

test('6200 Payment cannot be captured', (context) =>
  provoke(context, 400, async (merchant) => merchant.capture(await merchant.aborted(), 100)))

test('6210 Payment cannot be refunded', (context) =>
  provoke(context, 400, async (merchant) => merchant.refund(await merchant.aborted(), 100)))

test('6220 Refund period expired', (context) =>
  provoke(context, 400, async (merchant, environment) => {
    const reference = await merchant.captured(100)
    await environment.advance('365d')
    return merchant.refund(reference, 100)
  }))

test('6230 Payment is already reserved', (context) =>
  provoke(context, 400, async (merchant) => merchant.forceApprove(await merchant.authorized())))

test('6250 Cannot cancel processing payment', { skip: INSIDE_ONLY }, (context) =>
  provokeInside(context, 400, {}, async (merchant, environment) => {
    const reference = await merchant.created()
    await startAuthentication(environment, reference)
    return merchant.cancel(reference)
  }),
)

test('6260 Funds unavailable', (context) =>
  provokeByFault(context, 400, 6260, (merchant) => merchant.capture('acme-shop-1', 100)))

test('6280 Capture failed, please try again later', (context) =>
  provokeByFault(context, 400, 6280, (merchant) => merchant.capture('acme-shop-1', 100)))

async function inDays(days: number, environment: { now(): Promise<number> }): Promise<string> {
  return new Date((await environment.now()) + days * 86_400_000).toISOString()
}
