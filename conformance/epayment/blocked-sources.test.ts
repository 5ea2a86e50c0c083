/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/features/block-payment-sources/ */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted, assertCode, refused } from '../support/answer.ts'
import { DENMARK } from '../support/demo-keys.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { openPage } from '../support/payment-page.ts'

const BLOCKED = { paymentMethod: { type: 'WALLET', blockedSources: ['COMMERCIAL_CARDS'] } }

test('a company’s card pays where nothing is blocked', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant(DENMARK)
  const reference = await merchant.created()
  const answer = await environment.approve(reference, { card: 'commercial' }, DENMARK)
  assert.equal(answer.status, 200)
})

test('a company’s card does not pay where it is blocked, and the payment waits', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant(DENMARK)
  const reference = await merchant.created(BLOCKED)
  const answer = await environment.approve(reference, { card: 'commercial' }, DENMARK)
  assert.match(refused(answer, 409).detail ?? '', /does not take this card/)
  assert.equal((await environment.approve(reference, {}, DENMARK)).status, 200)
  const { paymentMethod } = accepted('getPayment', await merchant.get(reference))
  assert.equal(paymentMethod.type, 'WALLET')
})

test('the page does not offer what is blocked', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant(DENMARK)
  const offered = async (changes: object): Promise<boolean> =>
    /<option value="commercial">/.test(
      (await (await openPage(environment, merchant, changes)).show()).text,
    )
  assert.equal(await offered({}), true)
  assert.equal(await offered(BLOCKED), false)
})

test('5010: a card form has no sources to block', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant(DENMARK)
  const paymentMethod = { ...BLOCKED.paymentMethod, type: 'CARD' }
  assertCode(await merchant.create({ paymentMethod }), 400, 5010)
})
