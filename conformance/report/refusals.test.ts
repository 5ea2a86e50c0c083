/** @see https://developer.vippsmobilepay.com/docs/APIs/report-api/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ReportError, ReportUnauthorized } from '@kvitt/contract'
import { accepted, assertGateway, type Answer } from '../support/answer.ts'
import { DENMARK, NORWAY } from '../support/demo-keys.ts'
import { orderFault } from '../support/faults.ts'
import { datePath, feedOf, feedPath, LEDGERS, settlingMerchant } from '../support/ledgers.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { basicHeaders } from '../support/token-request.ts'

const GRANT = 'grant_type=client_credentials'

function assertError(answer: Answer, status: number, errorCode: number, message: RegExp): void {
  assert.equal(answer.status, status, answer.text)
  assert.match(answer.headers.get('content-type') ?? '', /^application\/json\b/)
  const error = ReportError.parse(answer.body)
  assert.equal(error.errorCode, errorCode)
  assert.match(error.errorMessage, message)
  assert.notEqual(error.contextId, '')
}

describe('a ledger is unknown', () => {
  for (const [what, ledgerId] of [
    ['that nobody has', '302321'],
    ['that is another sales unit’s', DENMARK],
    ['whose id is none', '%00'],
  ] as const) {
    test(what, async () => {
      await using environment = await openEnvironment()
      const merchant = await settlingMerchant(environment)
      await settlingMerchant(environment, {}, DENMARK)
      for (const path of [feedPath(ledgerId, 'funds'), datePath(ledgerId, 'fees', '2026-09-01')]) {
        assertError(await merchant.call('GET', path), 404, 10_002, /^No such ledgerId$/)
      }
    })
  }
})

describe('input is refused that is', () => {
  for (const [what, path, message] of [
    ['another topic', feedPath(NORWAY, 'tips'), /topic/],
    ['no date', datePath(NORWAY, 'funds', '2026-02-30'), /ledgerDate/],
    ['half a date', datePath(NORWAY, 'funds', '2026-09'), /ledgerDate/],
    ['no cursor', feedPath(NORWAY, 'funds', 'x'), /cursor/],
    ['a cursor of nothing', feedPath(NORWAY, 'funds', btoa('2026-09-01/0')), /cursor/],
    [
      'the cursor of another date',
      datePath(NORWAY, 'funds', '2026-09-01', `?cursor=${btoa('2026-09-02/1')}`),
      /cursor/,
    ],
  ] as const) {
    test(what, async () => {
      await using environment = await openEnvironment()
      const merchant = await settlingMerchant(environment)
      assertError(await merchant.call('GET', path), 400, 10_002, message)
    })
  }
})

describe('nobody is let in', () => {
  for (const [who, headers] of [
    ['without a subscription key', { 'Ocp-Apim-Subscription-Key': '' }],
    ['with another one', { 'Ocp-Apim-Subscription-Key': 'f'.repeat(32) }],
    ['without a token', { Authorization: '' }],
    ['with a forged one', { Authorization: 'Bearer forged' }],
  ] as const) {
    test(who, async () => {
      await using environment = await openEnvironment()
      const merchant = await settlingMerchant(environment)
      for (const path of [LEDGERS, feedPath(NORWAY, 'funds')]) {
        const answer = await merchant.call('GET', path, { headers })
        assert.equal(answer.status, 401)
        assert.equal(ReportUnauthorized.parse(answer.body).code, 'Unauthorized')
      }
    })
  }

  test('to the ledger of a sales unit that others have the keys of', async () => {
    await using environment = await openEnvironment()
    const merchant = await settlingMerchant(environment)
    const headers = { 'Merchant-Serial-Number': '999999' }
    const answer = await merchant.call('GET', feedPath('999999', 'funds'), { headers })
    assertError(answer, 403, 10_002, /999999/)
  })
})

test('accounting keys need no subscription key, and see no more for that', async () => {
  await using environment = await openEnvironment()
  await settlingMerchant(environment)
  const call = async (msn: string, path: string, more: object = {}): Promise<Answer> => {
    const asked = { headers: { ...basicHeaders(), 'Merchant-Serial-Number': msn }, text: GRANT }
    const sold = accepted(
      'getSpecializedToken',
      await environment.send('POST', '/miami/v1/token', asked),
    )
    const headers = { Authorization: `Bearer ${sold.access_token}`, ...more }
    return environment.send('GET', path, { headers })
  }
  const { items } = accepted('getLedgers', await call(NORWAY, LEDGERS))
  assert.deepEqual(
    items.map(({ ledgerId }) => ledgerId),
    [NORWAY],
  )
  accepted(
    'getLedgerFeed',
    await call(DENMARK, feedPath(NORWAY, 'funds'), { 'Merchant-Serial-Number': NORWAY }),
  )
  assertError(await call(DENMARK, feedPath(NORWAY, 'funds')), 404, 10_002, /^No such ledgerId$/)
  const wrongKey = { 'Ocp-Apim-Subscription-Key': 'f'.repeat(32) }
  assert.equal((await call(NORWAY, LEDGERS, wrongKey)).status, 401)
  assertGateway(
    await call(NORWAY, '/epayment/v1/payments/acme-shop-1'),
    401,
    'Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.',
  )
})

describe('on order comes', () => {
  for (const [status, errorCode] of [
    [400, 10_002],
    [403, 10_002],
    [423, 10_001],
    [500, 10_001],
  ] as const) {
    test(`${status} with ${errorCode}`, async () => {
      await using environment = await openEnvironment()
      const merchant = await settlingMerchant(environment)
      await orderFault(environment, { effect: 'status', status, count: 1 })
      assertError(await merchant.call('GET', feedPath(NORWAY, 'funds')), status, errorCode, /./)
    })
  }

  test('401 in its own shape', async () => {
    await using environment = await openEnvironment()
    const merchant = await settlingMerchant(environment)
    await orderFault(environment, { effect: 'status', status: 401, count: 1 })
    const { body, status } = await merchant.call('GET', LEDGERS)
    assert.equal(status, 401)
    assert.equal(ReportUnauthorized.parse(body).code, 'Unauthorized')
  })
})

test('a refused question has changed nothing', async () => {
  await using environment = await openEnvironment()
  const merchant = await settlingMerchant(environment)
  await merchant.captured(1_000)
  const before = await feedOf(merchant, 'funds')
  await merchant.call('POST', feedPath(NORWAY, 'funds'))
  assert.equal((await merchant.call('POST', feedPath(NORWAY, 'funds'))).status, 405)
  assert.deepEqual(await feedOf(merchant, 'funds'), before)
})
