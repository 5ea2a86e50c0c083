/**
 * Sales units are made and switched here as they are in the portal, without an approval or a wait.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/portal/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { SalesUnit } from '@kvitt/domain'
import { SEED } from '@kvitt/provider'
import { refused } from '../support/answer.ts'
import { KEYS, NORWAY } from '../support/demo-keys.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'

const NEW_UNIT = {
  name: 'My shop',
  market: 'DK',
  bankAccountVerified: true,
  deactivated: false,
  loginOnly: false,
  phoneNumberLocked: false,
  onlySuccessesKept: false,
  refundsFromCapture: false,
  longLivingOneDay: false,
  subDelayed: false,
  strict: false,
  settlement: null,
  grants: {
    push: true,
    longLiving: true,
    partialCapture: true,
    lateCapture: false,
    express: true,
    card: true,
    nin: false,
    accountNumbers: false,
  },
}

test(
  'a sales unit that was kept before a switch came has it off',
  { skip: INSIDE_ONLY },
  async () => {
    const kept = SEED.keySets.map((keySet) => ({
      ...keySet,
      salesUnits: keySet.salesUnits.map(({ loginOnly: _, ...unit }) => unit as SalesUnit),
    }))
    await using environment = await openInside({ directory: { ...SEED, keySets: kept } })
    const path = `/sales-units/${NORWAY}`
    assert.equal(Object((await environment.control('GET', path)).body).loginOnly, false)
    assert.equal((await (await environment.merchant()).create()).status, 201)
    const changed = await environment.control('PATCH', path, { loginOnly: true })
    assert.equal(Object(changed.body).loginOnly, true)
  },
)

describe('a new sales unit', () => {
  test('has the next free MSN, keys of its own, and whatever needs no approval', async () => {
    await using environment = await openEnvironment()
    const asked = { name: 'My shop', market: 'DK' }
    const { body, status } = await environment.control('POST', '/sales-units', asked)
    assert.equal(status, 201)
    const { clientId, keys, ...unit } = Object(body)
    assert.deepEqual(unit, { msn: '100000', ...NEW_UNIT })
    assert.match(clientId, /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    assert.equal(keys.clientId, clientId)
    assert.equal(Buffer.from(keys.clientSecret, 'base64').length, 16)
    assert.match(keys.primarySubscriptionKey, /^[0-9a-f]{32}$/)
    assert.match(keys.secondarySubscriptionKey, /^[0-9a-f]{32}$/)
    assert.notEqual(keys.primarySubscriptionKey, keys.secondarySubscriptionKey)
    assert.deepEqual(keys.salesUnits, ['100000'])
    const second = Object((await environment.control('POST', '/sales-units', asked)).body)
    assert.equal(second.msn, '100001')
    assert.notEqual(second.clientId, clientId)
  })

  test('can be given its MSN, its switches and its keys', async () => {
    await using environment = await openEnvironment()
    const keys = {
      clientId: 'my-client-id',
      clientSecret: 'my-client-secret',
      primarySubscriptionKey: 'my-primary-key',
      secondarySubscriptionKey: 'my-secondary-key',
    }
    const grants = { nin: true, push: false }
    const asked = { name: 'Mine', market: 'NO', msn: '7654321', keys, grants, strict: true }
    const { body } = await environment.control('POST', '/sales-units', asked)
    const unit = Object(body)
    assert.deepEqual([unit.msn, unit.strict], ['7654321', true])
    assert.deepEqual(unit.grants, { ...NEW_UNIT.grants, ...grants })
    assert.deepEqual(unit.keys, { ...keys, salesUnits: ['7654321'] })
  })

  test('can share the keys of another', async () => {
    await using environment = await openEnvironment()
    const asked = { name: 'Mine', market: 'NO', sharesKeysOf: NORWAY }
    const { body } = await environment.control('POST', '/sales-units', asked)
    const { clientId, msn } = Object(body)
    assert.equal(clientId, KEYS.clientId)
    assert.equal((await (await environment.merchant(msn)).create()).status, 201)
  })

  for (const [why, status, wish, detail] of [
    ['without a name', 400, { market: 'NO' }, /^name: .*Send, for example, \{"name": "My shop"/],
    ['with an empty name', 400, { name: ' ', market: 'NO' }, /1 to 30 characters/],
    ['with too long a name', 400, { name: 'n'.repeat(31), market: 'NO' }, /^name: /],
    ['of no market', 400, { name: 'Mine' }, /^market: /],
    ['of another market', 400, { name: 'Mine', market: 'SE' }, /^market: .*"NO"/],
    ['with an odd MSN', 400, { name: 'Mine', market: 'NO', msn: '12' }, /4 to 7 digits/],
    ['with a taken MSN', 409, { name: 'Mine', market: 'NO', msn: NORWAY }, /this MSN already/],
    [
      'with an odd grant',
      400,
      { name: 'Mine', market: 'NO', grants: { a: true } },
      /^grants: .*"a"/,
    ],
    ['with an odd member', 400, { name: 'Mine', market: 'NO', product: 'a' }, /"product"/],
    [
      'with the client_id of another',
      409,
      { name: 'Mine', market: 'NO', keys: { clientId: KEYS.clientId } },
      /sharesKeysOf/,
    ],
    [
      'with a secret that no header carries',
      400,
      { name: 'Mine', market: 'NO', keys: { clientSecret: 'a b' } },
      /^keys\.clientSecret: must be visible ASCII/,
    ],
    [
      'that shares keys with nobody',
      404,
      { name: 'Mine', market: 'NO', sharesKeysOf: '999999' },
      /no sales unit 999999\. Known are 123456 \(Demo Shop Norway\)/,
    ],
    [
      'with keys of its own and of another',
      400,
      { name: 'Mine', market: 'NO', sharesKeysOf: NORWAY, keys: {} },
      /not both/,
    ],
  ] as const) {
    test(`is refused ${why}`, async () => {
      await using environment = await openEnvironment()
      const answer = await environment.control('POST', '/sales-units', wish)
      assert.match(refused(answer, status).detail ?? '', detail)
      const { body } = await environment.control('GET', '/sales-units')
      assert.equal(Object(body).length, 3)
    })
  }
})

describe('a sales unit', () => {
  test('shows how it is switched, without its secrets', async () => {
    await using environment = await openEnvironment()
    const { body, text } = await environment.control('GET', `/sales-units/${NORWAY}`)
    const { clientId, ...unit } = Object(body)
    const expected = { ...NEW_UNIT, msn: NORWAY, name: 'Demo Shop Norway', market: 'NO' }
    assert.deepEqual(unit, expected)
    assert.equal(clientId, KEYS.clientId)
    assert.ok(!text.includes(KEYS.clientSecret))
  })

  test('changes in what is named and in nothing else', async () => {
    await using environment = await openEnvironment()
    const path = `/sales-units/${NORWAY}`
    const before = Object((await environment.control('GET', path)).body)
    const changes = { name: 'New name', grants: { lateCapture: true } }
    const { body, status } = await environment.control('PATCH', path, changes)
    assert.equal(status, 200)
    const grants = { ...before.grants, lateCapture: true }
    assert.deepEqual(body, { ...before, name: 'New name', grants })
    assert.deepEqual((await environment.control('GET', path)).body, body)
  })

  test('is of one market and has one number for good', async () => {
    await using environment = await openEnvironment()
    for (const changes of [{ market: 'DK' }, { msn: '234567' }, { grants: { push: 'yes' } }]) {
      refused(await environment.control('PATCH', `/sales-units/${NORWAY}`, changes), 400)
    }
  })

  test('that is not there is said so, with those that are', async () => {
    await using environment = await openEnvironment()
    for (const [method, path] of [
      ['GET', ''],
      ['PATCH', ''],
      ['GET', '/keys'],
      ['POST', '/keys/rotate'],
    ] as const) {
      for (const msn of ['999999', 'nobody']) {
        const body = method === 'POST' ? { key: 'primary' } : method === 'PATCH' ? {} : undefined
        const answer = await environment.control(method, `/sales-units/${msn}${path}`, body)
        assert.match(refused(answer, 404).detail ?? '', new RegExp(`no sales unit ${msn}\\. Known`))
      }
    }
  })
})

test('a body that is not JSON is said so, with an example', async () => {
  await using environment = await openEnvironment()
  const answer = await environment.send('POST', '/_kvitt/v1/sales-units', { text: '{' })
  assert.match(refused(answer, 400).detail ?? '', /not valid JSON\. Send, for example, \{"name"/)
})
