/**
 * Primary and secondary subscription keys are interchangeable, so that one can be rotated while
 * the other serves. What is rotated away is worth nothing at once; tokens live until they expire.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/api-keys/
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted, assertGateway, refused } from '../support/answer.ts'
import { NORWAY } from '../support/demo-keys.ts'
import type { Environment } from '../support/environment.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { createSalesUnit, merchantOf } from '../support/sales-units.ts'
import { tokenHeaders } from '../support/token-request.ts'

const INVALID_KEY =
  'Access denied due to invalid subscription key. ' +
  'Make sure to provide a valid key for an active subscription.'

interface Keys {
  readonly clientSecret: string
  readonly primarySubscriptionKey: string
  readonly secondarySubscriptionKey: string
}

async function rotate(environment: Environment, msn: string, key: string): Promise<Keys> {
  const path = `/sales-units/${msn}/keys/rotate`
  const { body, status, text } = await environment.control('POST', path, { key })
  assert.equal(status, 200, text)
  return Object(body)
}

test('each subscription key serves until it is rotated away itself', async () => {
  await using environment = await openEnvironment()
  const unit = await createSalesUnit(environment)
  const merchant = await merchantOf(environment, unit)
  const by = (key: string) => ({ headers: { 'Ocp-Apim-Subscription-Key': key } })

  const rotated = await rotate(environment, unit.msn, 'primary')
  assert.match(rotated.primarySubscriptionKey, /^[0-9a-f]{32}$/)
  assert.equal(rotated.secondarySubscriptionKey, unit.keys.secondaryKey)
  assertGateway(await merchant.create({}, by(unit.keys.primaryKey)), 401, INVALID_KEY)
  accepted('createPayment', await merchant.create({}, by(unit.keys.secondaryKey)))
  accepted('createPayment', await merchant.create({}, by(rotated.primarySubscriptionKey)))

  const again = await rotate(environment, unit.msn, 'secondary')
  assertGateway(await merchant.create({}, by(unit.keys.secondaryKey)), 401, INVALID_KEY)
  accepted('createPayment', await merchant.create({}, by(again.secondarySubscriptionKey)))
  accepted('createPayment', await merchant.create({}, by(rotated.primarySubscriptionKey)))
})

test('a rotated secret buys no token, and the tokens that it has bought live on', async () => {
  await using environment = await openEnvironment()
  const { keys, msn, market } = await createSalesUnit(environment)
  const merchant = await merchantOf(environment, { keys, msn, market })
  const { clientSecret } = await rotate(environment, msn, 'clientSecret')
  const buying = (secret: string) => ({
    headers: tokenHeaders({
      client_id: keys.clientId,
      client_secret: secret,
      'Ocp-Apim-Subscription-Key': keys.primaryKey,
    }),
  })
  const old = await environment.send('POST', '/accesstoken/get', buying(keys.clientSecret))
  assert.deepEqual([old.status, Object(old.body).error], [401, 'invalid_client'])
  accepted(
    'getAccessToken',
    await environment.send('POST', '/accesstoken/get', buying(clientSecret)),
  )
  accepted('createPayment', await merchant.create())
})

test('keys that sales units share are rotated for all of them', async () => {
  await using environment = await openEnvironment()
  const { primarySubscriptionKey } = await rotate(environment, NORWAY, 'primary')
  const { body } = await environment.control('GET', '/sales-units/234567/keys')
  assert.equal(Object(body).primarySubscriptionKey, primarySubscriptionKey)
  assert.deepEqual(Object(body).salesUnits, ['123456', '234567', '345678'])
})

test('there are three to rotate', async () => {
  await using environment = await openEnvironment()
  for (const body of [{}, { key: 'clientId' }, { key: 'tertiary' }]) {
    const answer = await environment.control('POST', `/sales-units/${NORWAY}/keys/rotate`, body)
    assert.match(
      refused(answer, 400).detail ?? '',
      /^key: .*"primary"\|"secondary"\|"clientSecret"/,
    )
  }
})
