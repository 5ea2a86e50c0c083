/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/features/long-living-payments/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { DAY_MS, formatInstant, instant, MINUTE_MS } from '@kvitt/values'
import { accepted, assertCode } from '../support/answer.ts'
import { DENMARK, NORWAY } from '../support/demo-keys.ts'
import { withGrants } from '../support/directories.ts'
import type { Environment } from '../support/environment.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'
import { changeSalesUnit } from '../support/sales-units.ts'

const RECEIPT = {
  orderLines: [
    {
      id: 'sku-1',
      name: 'Socks',
      totalAmount: 49_900,
      totalAmountExcludingTax: 39_920,
      totalTaxAmount: 9_980,
      taxRate: 2_500,
    },
  ],
  bottomLine: { currency: 'NOK' },
}

async function inMs(environment: Environment, durationMs: number): Promise<string> {
  return formatInstant(instant((await environment.now()) + durationMs))
}

test('a payment waits until its expiresAt and no longer', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const expiresAt = await inMs(environment, 3 * DAY_MS)
  const reference = await merchant.created({ expiresAt, receipt: RECEIPT })
  await environment.advance('2d23h59m59s')
  assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'CREATED')
  await environment.advance('1s')
  assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'EXPIRED')
})

test('it can be approved on its last day', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const expiresAt = await inMs(environment, 59 * DAY_MS)
  const reference = await merchant.created({ expiresAt, receipt: RECEIPT })
  await environment.advance('58d')
  await environment.approve(reference)
  assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'AUTHORIZED')
})

test('expiresAt may be written with any offset', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const local = await inMs(environment, DAY_MS + 120 * MINUTE_MS)
  const expiresAt = local.replace('Z', '+02:00')
  const reference = await merchant.created({ expiresAt, receipt: RECEIPT })
  await environment.advance('24h')
  assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'EXPIRED')
})

describe('6120: expiresAt is more than 10 minutes away', () => {
  for (const [aheadMs, isAccepted] of [
    [-DAY_MS, false],
    [10 * MINUTE_MS, false],
    [10 * MINUTE_MS + 1, true],
  ] as const) {
    test(`${aheadMs} ms is ${isAccepted ? '' : 'not '}enough`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const expiresAt = await inMs(environment, aheadMs)
      const answer = await merchant.create({ expiresAt, receipt: RECEIPT })
      if (isAccepted) accepted('createPayment', answer)
      else assert.equal(assertCode(answer, 400, 6120).title, 'Expiration date is too soon')
    })
  }
})

describe('6110: expiresAt is less than 60 days away', () => {
  for (const [aheadMs, isAccepted] of [
    [60 * DAY_MS - 1, true],
    [60 * DAY_MS, false],
    [3_650 * DAY_MS, false],
  ] as const) {
    test(`${aheadMs} ms is ${isAccepted ? 'accepted' : 'too much'}`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const expiresAt = await inMs(environment, aheadMs)
      const answer = await merchant.create({ expiresAt, receipt: RECEIPT })
      if (isAccepted) accepted('createPayment', answer)
      else assert.equal(assertCode(answer, 400, 6110).title, 'Expiration date is too late')
    })
  }
})

test('6130: it needs a receipt', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const expiresAt = await inMs(environment, DAY_MS)
  const { title } = assertCode(await merchant.create({ expiresAt }), 400, 6130)
  assert.equal(title, 'Long living payments require a receipt')
})

test('5050: the sales unit needs approval', { skip: INSIDE_ONLY }, async () => {
  await using environment = await openInside({
    directory: withGrants(NORWAY, { longLiving: false }),
  })
  const merchant = await environment.merchant()
  const expiresAt = await inMs(environment, DAY_MS)
  const { title } = assertCode(await merchant.create({ expiresAt, receipt: RECEIPT }), 403, 5050)
  assert.equal(title, 'Long-living payment not allowed')
})

describe('a Norwegian sales unit that is held to the commercial terms', () => {
  const [line] = RECEIPT.orderLines
  const linked = { ...line, productUrl: 'https://shop.example/socks' }
  const receipt = { ...RECEIPT, orderLines: [linked] }

  for (const [aheadMs, isAccepted] of [
    [DAY_MS, true],
    [DAY_MS + 1, false],
  ] as const) {
    test(`${isAccepted ? 'may' : '6110: may not'} have a payment live for ${aheadMs} ms`, async () => {
      await using environment = await openEnvironment()
      await changeSalesUnit(environment, NORWAY, { longLivingOneDay: true })
      const merchant = await environment.merchant()
      const expiresAt = await inMs(environment, aheadMs)
      const answer = await merchant.create({ expiresAt, receipt })
      if (isAccepted) accepted('createPayment', answer)
      else assertCode(answer, 400, 6110)
    })
  }

  test('4140: links each product, where the payment lives long', async () => {
    await using environment = await openEnvironment()
    await changeSalesUnit(environment, NORWAY, { longLivingOneDay: true })
    const merchant = await environment.merchant()
    const expiresAt = await inMs(environment, DAY_MS)
    const unlinked = { ...RECEIPT, orderLines: [linked, line] }
    const { detail } = assertCode(
      await merchant.create({ expiresAt, receipt: unlinked }),
      400,
      4140,
    )
    assert.equal(detail, 'The parameter receipt.orderLines.1.productUrl is required.')
    accepted('createPayment', await merchant.create({ receipt: unlinked }))
  })
})

test('a Danish sales unit cannot be held to them', async () => {
  await using environment = await openEnvironment()
  await changeSalesUnit(environment, DENMARK, { longLivingOneDay: true })
  const merchant = await environment.merchant(DENMARK)
  const expiresAt = await inMs(environment, 2 * DAY_MS)
  const receipt = { ...RECEIPT, bottomLine: { currency: 'DKK' } }
  accepted('createPayment', await merchant.create({ expiresAt, receipt }))
})
