/**
 * Who can be acted for and who can pay.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/test-environment/
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refused } from '../support/answer.ts'
import { KEYS } from '../support/demo-keys.ts'
import { openEnvironment } from '../support/open-environment.ts'

test('there is a sales unit in each market', async () => {
  await using environment = await openEnvironment()
  const { body } = await environment.control('GET', '/sales-units')
  assert.ok(Array.isArray(body))
  assert.deepEqual(
    body.map((unit) => [Object(unit).msn, Object(unit).name, Object(unit).market]),
    [
      ['123456', 'Demo Shop Norway', 'NO'],
      ['234567', 'Demo Shop Denmark', 'DK'],
      ['345678', 'Demo Shop Finland', 'FI'],
    ],
  )
})

test('each market has customers, with cards that work and cards that do not', async () => {
  await using environment = await openEnvironment()
  const { body } = await environment.control('GET', '/customers')
  assert.ok(Array.isArray(body))
  const markets = new Set<unknown>()
  for (const customer of body) {
    const { phoneNumber, market, cards } = Object(customer)
    markets.add(market)
    assert.match(phoneNumber, /^(?:47|45|358)\d+$/)
    const declined = Array.from(cards, (card) => Object(card).declined !== undefined)
    assert.deepEqual(new Set(declined), new Set([true, false]))
  }
  assert.deepEqual(markets, new Set(['NO', 'DK', 'FI']))
})

test('no answer has a secret', async () => {
  await using environment = await openEnvironment()
  for (const path of ['/sales-units', '/customers', '/clock']) {
    const { text } = await environment.control('GET', path)
    for (const secret of [KEYS.clientSecret, KEYS.primaryKey, KEYS.secondaryKey]) {
      assert.ok(!text.includes(secret))
    }
  }
})

test('what is not there is said so', async () => {
  await using environment = await openEnvironment()
  refused(await environment.control('GET', '/nowhere'), 404)
  refused(await environment.control('DELETE', '/clock'), 404)
})
