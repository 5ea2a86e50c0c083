/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/features/express/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode, assertInvalid, refused } from '../support/answer.ts'
import { NORWAY } from '../support/demo-keys.ts'
import { withGrants } from '../support/directories.ts'
import { dynamic, EXPRESS_SCOPE, fixed, group, HOME, option } from '../support/express.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'

const FINE = [group([option('a', 1)])]
const FIRST = 'shipping.fixedOptions.0'

test('5020: a sales unit must have been granted Express', { skip: INSIDE_ONLY }, async () => {
  await using environment = await openInside({ directory: withGrants(NORWAY, { express: false }) })
  const merchant = await environment.merchant()
  const { title } = assertCode(await merchant.create(fixed(...FINE)), 403, 5020)
  assert.equal(title, 'Express payment not allowed')
})

describe('4140: what belongs together comes together:', () => {
  for (const [what, changes, parameter] of [
    ['shipping without options', { shipping: {} }, 'shipping.fixedOptions'],
    ['shipping without a scope', { profile: undefined }, 'profile.scope'],
    ['shipping with an empty scope', { profile: { scope: ' ' } }, 'profile.scope'],
  ] as const) {
    test(what, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const answer = await merchant.create({ ...fixed(...FINE), ...changes })
      assert.equal(assertCode(answer, 400, 4140).detail, `The parameter ${parameter} is required.`)
    })
  }
})

test('options are fixed or dynamic, never both', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const { dynamicOptions } = Object(dynamic(environment)['shipping'])
  const answer = await merchant.create({
    ...fixed(),
    shipping: { fixedOptions: FINE, dynamicOptions },
  })
  assertInvalid(answer, { shipping: 'Only one of fixedOptions and dynamicOptions may be given.' })
})

describe('fixed options are checked:', () => {
  for (const [what, groups, reasons] of [
    ['an unknown brand', [group([option('a', 1)], { brand: 'PIGEON' })], [`${FIRST}.brand`]],
    ['an unknown type', [group([option('a', 1)], { type: 'DRONE' })], [`${FIRST}.type`]],
    ['no option in a group', [group([])], [`${FIRST}.options`]],
    [
      'another currency',
      [group([option('a', 1, { amount: { currency: 'DKK', value: 1 } })])],
      [`${FIRST}.options.0.amount.currency`],
    ],
    ['half an øre', [group([option('a', 0.5)])], [`${FIRST}.options.0.amount.value`]],
    ['less than nothing', [group([option('a', -1)])], [`${FIRST}.options.0.amount.value`]],
    ['no id', [group([option('', 1)])], [`${FIRST}.options.0.id`]],
    ['no groups', [], ['shipping.fixedOptions']],
  ] as const) {
    test(what, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const answer = await merchant.create(fixed(...groups))
      assertInvalid(answer, Object.fromEntries(reasons.map((name) => [name, /^The field /])))
    })
  }

  test('4040: a sum that is too large', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const answer = await merchant.create(fixed(group([option('a', 65_000_000)])))
    assertCode(answer, 400, 4040)
  })
})

describe('4090: a callback URL must be one that can be called:', () => {
  for (const callbackUrl of [
    'shop.example/shipping',
    'myapp://shipping',
    'ftp://shop.example',
    'https://user:secret@shop.example/',
    `https://shop.example/${'x'.repeat(2_500)}`,
  ]) {
    test(callbackUrl.slice(0, 60), async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const shipping = { dynamicOptions: { callbackUrl, callbackAuthorizationToken: 'token' } }
      assertCode(await merchant.create({ ...fixed(), shipping }), 400, 4090)
    })
  }

  test('a token that no header can carry is refused as well', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    for (const callbackAuthorizationToken of ['two\r\nlines', 'nul\0', '🧦']) {
      const dynamicOptions = { callbackUrl: 'https://shop.example/', callbackAuthorizationToken }
      refused(await merchant.create({ ...fixed(), shipping: { dynamicOptions } }), 400)
    }
  })
})

describe('a scope other than the four words', () => {
  for (const scope of ['name address email', `${EXPRESS_SCOPE} birthDate`]) {
    test(`is tolerated: ${scope}`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const reference = await merchant.authorized({ ...fixed(...FINE), profile: { scope } })
      const { shippingDetails } = accepted('getPayment', await merchant.get(reference))
      assert.deepEqual(shippingDetails?.address, HOME)
    })

    test(`is refused with 4080 in strict mode: ${scope}`, { skip: INSIDE_ONLY }, async () => {
      await using environment = await openInside({ strict: true })
      const merchant = await environment.merchant()
      assertCode(await merchant.create({ ...fixed(...FINE), profile: { scope } }), 400, 4080)
      const fine = { scope: 'name email phoneNumber address' }
      const answer = await merchant.create({ ...fixed(...FINE), profile: fine })
      assert.equal(answer.status, 201, answer.text)
    })
  }
})

test('10060: Express cannot be force approved', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  for (const changes of [fixed(...FINE), dynamic(environment)]) {
    const reference = await merchant.created(changes)
    const { title } = assertCode(await merchant.forceApprove(reference), 400, 10_060)
    assert.equal(title, 'Operation not supported')
    assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'CREATED')
  }
})

describe('the merchant delivers', () => {
  const SWEDEN = { ...HOME, country: 'SE' }

  test('to the sales unit’s own country alone', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created(fixed(...FINE))
    const { detail } = refused(await environment.approve(reference, { address: SWEDEN }), 409)
    assert.match(detail ?? '', /does not deliver to .*, SE: only to NO\.$/)
    const finn = await environment.approve(reference, { phoneNumber: '358401234567' })
    assert.match(refused(finn, 409).detail ?? '', /HELSINKI, FI: only to NO/)
  })

  test('or to the countries that the payment allows', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const { profile, shipping } = fixed(...FINE)
    const reference = await merchant.created({
      profile,
      shipping: { ...Object(shipping), allowedCountries: ['se', 'FI'] },
    })
    refused(await environment.approve(reference, { address: HOME }), 409)
    const answer = await environment.approve(reference, { address: { ...SWEDEN, country: 'se' } })
    assert.equal(answer.status, 200, answer.text)
    const { shippingDetails } = accepted('getPayment', await merchant.get(reference))
    assert.deepEqual(shippingDetails?.address, SWEDEN)
  })
})
