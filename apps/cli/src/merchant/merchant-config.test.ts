import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { POLL_SCHEDULE } from '@kvitt/domain'
import { orderPolicyOf, parseMerchantConfig } from './merchant-config.ts'

const CONFIG = {
  publicUrl: 'https://pay.shop.example',
  provider: 'test',
  salesUnits: [
    {
      merchantSerialNumber: '123456',
      currency: 'NOK',
      referencePrefix: 'acme-shop',
      clientId: 'id',
      clientSecret: '${CLIENT_SECRET}',
      subscriptionKey: 'key',
    },
  ],
  apiKeys: [{ name: 'shop', sha256: 'a'.repeat(64) }],
  resultSecret: 'sixteen characters',
}

const ENDPOINT = {
  id: 'shop',
  url: 'https://shop.example/events',
  secret: `whsec_${'a'.repeat(32)}`,
}

const OPENID = {
  issuer: 'https://id.example',
  clientId: 'kvitt',
  clientSecret: '${CLIENT_SECRET}',
  roles: { support: 'handle' },
}

function parse(changes: object, environment: Record<string, string> = { CLIENT_SECRET: 's3cret' }) {
  return parseMerchantConfig(JSON.stringify({ ...CONFIG, ...changes }), 'shop.json', environment)
}

describe('the configuration of a payment server', () => {
  test('takes what is left out from what suits most shops', () => {
    const config = parse({})
    assert.deepEqual([config.host, config.port, config.events], ['127.0.0.1', 8090, []])
    const policy = orderPolicyOf(config)
    assert.deepEqual(policy, {
      capture: 'on-ship',
      releaseRemainder: true,
      lateApproval: 'cancel',
      warnBeforeMs: 172_800_000,
      poll: POLL_SCHEDULE,
    })
  })

  test('takes secrets from the environment', () => {
    assert.equal(parse({}).salesUnits[0]?.clientSecret, 's3cret')
    assert.throws(() => parse({}, {}), /clientSecret is to be taken from CLIENT_SECRET/)
  })

  test('may have a poll schedule of its own, in seconds', () => {
    const poll = { firstSeconds: 5, steps: [{ untilSeconds: 600, everySeconds: 2 }] }
    assert.deepEqual(orderPolicyOf(parse({ policy: { poll } })).poll, {
      firstMs: 5_000,
      steps: [{ untilAgeMs: 600_000, everyMs: 2_000 }],
    })
  })

  for (const [member, changes] of [
    ['publicUrl', { publicUrl: 'pay' }],
    ['publicUrl: must have no path', { publicUrl: 'https://shop.example/pay' }],
    ['provider: must be test', { provider: 'tst' }],
    ['provider: must be test', { provider: 'ftp://localhost' }],
    ['salesUnits', { salesUnits: [] }],
    ['salesUnits', { salesUnits: [...CONFIG.salesUnits, ...CONFIG.salesUnits] }],
    [
      'two have the same merchantSerialNumber',
      { salesUnits: CONFIG.salesUnits.flatMap((unit) => [unit, { ...unit, name: 'second' }]) },
    ],
    ['events: two have the same id', { events: [ENDPOINT, ENDPOINT] }],
    ['apiKeys.0.sha256', { apiKeys: [{ name: 'shop', sha256: 'plain' }] }],
    ['resultSecret', { resultSecret: 'short' }],
    ['events.0.secret', { events: [{ id: 'shop', url: 'https://a.example', secret: 'plain' }] }],
    ['policy.capture', { policy: { capture: 'now' } }],
    ['salesUnit', { salesUnit: [] }],
    [
      'console.administrator.password',
      { console: { administrator: { name: 'kari', password: 'short' } } },
    ],
    ['console.openid.issuer', { console: { openid: { ...OPENID, issuer: 'http://id.example' } } }],
    [
      'console.openid: must say what people may do',
      { console: { openid: { ...OPENID, roles: {} } } },
    ],
  ] as const) {
    test(`is refused, naming ${member}, and shows no value`, () => {
      assert.throws(
        () => parse(changes),
        (error: Error) => error.message.includes(member) && !error.message.includes('s3cret'),
      )
    })
  }

  test('may let employees sign in with an identity provider', () => {
    const { openid } = parse({ console: { openid: OPENID } }).console ?? {}
    assert.deepEqual([openid?.clientSecret, openid?.label], ['s3cret', 'OpenID Connect'])
    const local = { ...OPENID, issuer: 'http://localhost:8081' }
    assert.equal(parse({ console: { openid: local } }).console?.openid?.issuer, local.issuer)
  })

  test('may begin with the mark that some editors put there', () => {
    const text = `\uFEFF${JSON.stringify(CONFIG)}`
    const { provider } = parseMerchantConfig(text, 'shop.json', { CLIENT_SECRET: 's3cret' })
    assert.equal(provider, 'test')
  })

  test('is refused when it is no JSON', () => {
    const text = JSON.stringify(CONFIG, undefined, 2).replace('"test"', 's3cret')
    assert.throws(
      () => parseMerchantConfig(text, 'shop.json', {}),
      (error: Error) =>
        /^shop\.json is not JSON: in line \d+, column 15, a value is expected/.test(
          error.message,
        ) && !error.message.includes('s3cret'),
    )
  })
})
