/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/settlements/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { assertCode } from '../support/answer.ts'
import { DENMARK, NORWAY } from '../support/demo-keys.ts'
import { orderFault } from '../support/faults.ts'
import {
  dateOf,
  feedOf,
  FEE_OF_EXAMPLE,
  settlingMerchant,
  today,
  told,
  type Topic,
} from '../support/ledgers.ts'
import type { Merchant } from '../support/merchant.ts'
import { openEnvironment } from '../support/open-environment.ts'

/** In another month, whatever day it is now. */
const LONG_AFTER = '40d'

async function types(merchant: Merchant, topic: Topic) {
  return (await feedOf(merchant, topic)).items.map(({ entryType }) => entryType)
}

describe('a settlement', () => {
  test('does not come about while the balance is not more than nothing', async () => {
    await using environment = await openEnvironment()
    const merchant = await settlingMerchant(environment)
    const reference = await merchant.captured(1_000)
    await environment.advance('1d')
    await merchant.refund(reference, 1_000)
    await environment.advance(LONG_AFTER)
    await merchant.captured(1_300)
    await environment.advance(LONG_AFTER)
    // 1300 less the refund of 1000 does not cover the fee of 400.
    assert.deepEqual((await feedOf(merchant, 'funds')).items.slice(3).map(told), [
      ['refund', -1_000, -1_000],
      ['capture', 1_300, 300],
    ])
    await merchant.captured(1_000)
    await environment.advance('1d')
    assert.deepEqual((await feedOf(merchant, 'funds')).items.slice(5).map(told), [
      ['capture', 1_000, 1_300],
      ['fees-retained', -800, 500],
      ['payout-scheduled', -500, 0],
    ])
  })

  test('of weeks and months keeps their dates open', async () => {
    for (const interval of ['weekly', 'monthly']) {
      await using environment = await openEnvironment()
      const merchant = await settlingMerchant(environment, { ...FEE_OF_EXAMPLE, interval })
      const date = await today(environment)
      await merchant.captured(1_000)
      assert.equal((await dateOf(merchant, 'funds', date)).tryLater, true)
      await environment.advance(LONG_AFTER)
      assert.equal((await dateOf(merchant, 'funds', date)).tryLater, false)
      const { items } = await feedOf(merchant, 'funds')
      assert.deepEqual(items.slice(1).map(told), [
        ['fees-retained', -400, 600],
        ['payout-scheduled', -600, 0],
      ])
    }
  })

  test('that is gross pays all out, and has the fees invoiced each month', async () => {
    await using environment = await openEnvironment()
    const merchant = await settlingMerchant(environment, { ...FEE_OF_EXAMPLE, method: 'gross' })
    await merchant.captured(1_000)
    await environment.advance(LONG_AFTER)
    assert.deepEqual(await types(merchant, 'funds'), ['capture', 'payout-scheduled'])
    assert.deepEqual((await feedOf(merchant, 'fees')).items.map(told), [
      ['capture-fee', -400, -400],
      ['fees-invoiced', 400, 0],
    ])
  })

  test('charges a part of each capture, rounded half up', async () => {
    await using environment = await openEnvironment()
    const fees = { feeBasisPoints: 225, feePerCapture: 0 }
    const merchant = await settlingMerchant(environment, fees)
    await merchant.captured(200)
    await merchant.captured(1_000)
    const amounts = (await feedOf(merchant, 'fees')).items.map(({ amount }) => amount)
    assert.deepEqual(amounts, [-5, -23])
  })

  test('in Denmark is a text of digits', async () => {
    await using environment = await openEnvironment()
    const merchant = await settlingMerchant(environment, FEE_OF_EXAMPLE, DENMARK)
    await merchant.captured(1_000)
    await environment.advance('1d')
    const payout = (await feedOf(merchant, 'funds')).items.at(-1)
    assert.equal(payout?.currency, 'DKK')
    assert.match(payout.reference ?? '', new RegExp(`^02${DENMARK.padStart(8, '0')}001\\d{7}$`))
  })
})

describe('into the ledger goes', () => {
  test('what staff captures and refunds', async () => {
    await using environment = await openEnvironment()
    const merchant = await settlingMerchant(environment)
    const path = `/payments/${NORWAY}/${await merchant.authorized()}`
    for (const [action, amount] of [
      ['capture', 1_000],
      ['refund', 300],
    ] as const) {
      const { status, text } = await environment.control('POST', `${path}/${action}`, { amount })
      assert.equal(status, 200, text)
    }
    assert.deepEqual(await types(merchant, 'funds'), ['capture', 'refund'])
  })

  test('each capture once, however often it is asked for, and none that fails', async () => {
    await using environment = await openEnvironment()
    const merchant = await settlingMerchant(environment)
    const reference = await merchant.authorized()
    await orderFault(environment, { effect: 'status', code: 6280, count: 1 })
    assertCode(await merchant.capture(reference, 100), 400, 6280)
    await merchant.capture(reference, 100, { key: 'again' })
    await merchant.capture(reference, 100, { key: 'again' })
    await merchant.capture(reference, 900_000)
    assert.deepEqual(await types(merchant, 'funds'), ['capture'])
    assert.deepEqual(await types(merchant, 'fees'), ['capture-fee'])
  })

  test('nothing that is only reserved or released', async () => {
    await using environment = await openEnvironment()
    const merchant = await settlingMerchant(environment)
    await merchant.cancel(await merchant.authorized())
    assert.deepEqual(await types(merchant, 'funds'), [])
  })
})
