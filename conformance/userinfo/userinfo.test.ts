/** @see https://developer.vippsmobilepay.com/docs/APIs/userinfo-api/userinfo-api-guide/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { GATEWAY_MESSAGES } from '@kvitt/contract'
import { accepted, assertGateway, refused, type Answer } from '../support/answer.ts'
import { NORWAY } from '../support/demo-keys.ts'
import { SECOND_KEYS, withGrants, withSecondKeySet } from '../support/directories.ts'
import type { Environment } from '../support/environment.ts'
import type { Merchant } from '../support/merchant.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'

const EVERYTHING = 'name address email phoneNumber birthDate'

/** Has the customer share a profile, and returns who that is to the merchant. */
async function shared(merchant: Merchant, scope = EVERYTHING): Promise<string> {
  const reference = await merchant.authorized({ profile: { scope } })
  return accepted('getPayment', await merchant.get(reference)).profile.sub ?? ''
}

function userinfo(
  environment: Environment,
  sub: string,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  return environment.send('GET', `/vipps-userinfo-api/userinfo/${sub}`, { headers })
}

function tokenOf({ headers }: Merchant): Record<string, string> {
  return { Authorization: headers['Authorization'] ?? '' }
}

test(
  'a token alone is enough in strict mode too: no other header is documented',
  { skip: INSIDE_ONLY },
  async () => {
    await using environment = await openInside({ strict: true })
    const merchant = await environment.merchant()
    const answer = await userinfo(environment, await shared(merchant), tokenOf(merchant))
    assert.equal(accepted('getUserinfo', answer).given_name, 'Ada')
  },
)

test('a token alone fetches what the scope grants', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const sub = await shared(merchant)
  const answer = await userinfo(environment, sub, tokenOf(merchant))
  const { sid, ...claims } = accepted('getUserinfo', answer)
  assert.match(sid, /^[0-9a-f]{16}$/)
  assert.deepEqual(claims, {
    sub,
    birthdate: '1985-12-10',
    email: 'ada.lovelace@example.com',
    email_verified: true,
    name: 'Ada Lovelace',
    given_name: 'Ada',
    family_name: 'Lovelace',
    phone_number: '4712345678',
    address: {
      street_address: 'Suburbia 23',
      postal_code: '2101',
      region: 'OSLO',
      country: 'NO',
      formatted: 'Suburbia 23\\n2101 OSLO\\nNO',
      address_type: 'home',
    },
    other_addresses: [
      {
        street_address: 'Brukveien 1, 3. etasje',
        postal_code: '0150',
        region: 'OSLO',
        country: 'NO',
        formatted: 'Brukveien 1, 3. etasje\\n0150 OSLO\\nNO',
        address_type: 'work',
      },
    ],
  })
})

describe('each word of the scope grants its own:', () => {
  for (const [scope, claims] of [
    ['name', ['name', 'given_name', 'family_name']],
    ['email', ['email', 'email_verified']],
    ['phoneNumber', ['phone_number']],
    ['birthDate', ['birthdate']],
    ['address', ['address', 'other_addresses']],
  ] as const) {
    test(scope, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const sub = await shared(merchant, scope)
      const { body } = await userinfo(environment, sub, tokenOf(merchant))
      const expected = ['sub', 'sid', ...claims]
      assert.deepEqual(Object.keys(Object(body)).toSorted(), expected.toSorted())
    })
  }

  test('nin and accountNumbers, to units that may ask', { skip: INSIDE_ONLY }, async () => {
    const directory = withGrants(NORWAY, { nin: true, accountNumbers: true })
    await using environment = await openInside({ directory })
    const merchant = await environment.merchant()
    const sub = await shared(merchant, 'nin accountNumbers')
    const answer = await userinfo(environment, sub, tokenOf(merchant))
    const { nin, accounts } = accepted('getUserinfo', answer)
    assert.match(nin ?? '', /^\d{11}$/)
    assert.deepEqual(accounts, [
      { account_name: 'Savings', account_number: '99992345678', bank_name: 'Test Bank' },
    ])
  })
})

describe('a week after the consent', () => {
  test('it can still be fetched, and then no longer', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const sub = await shared(merchant)
    await environment.advance('167h')
    const later = await environment.merchant()
    assert.equal((await userinfo(environment, sub, tokenOf(later))).status, 200)
    await environment.advance('1h')
    const { detail } = refused(await userinfo(environment, sub, tokenOf(later)), 404)
    assert.match(detail ?? '', /168 hours/)
  })

  test('another approval opens it for another week, for what that one shares', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const sub = await shared(merchant, 'name email')
    await environment.advance('100h')
    assert.equal(await shared(merchant, 'email'), sub)
    await environment.advance('100h')
    const { body } = await userinfo(environment, sub, tokenOf(merchant))
    const { name, email } = Object(body)
    assert.deepEqual([name, email], [undefined, 'ada.lovelace@example.com'])
  })
})

describe('nothing is told', () => {
  for (const headers of [
    {},
    { Authorization: 'Bearer forged' },
    { Authorization: 'Basic dXNlcjpwYXNz' },
    { 'Ocp-Apim-Subscription-Key': '0123456789abcdef0123456789abcdef' },
  ]) {
    test(`to ${JSON.stringify(headers)}: the gateway’s 401`, async () => {
      await using environment = await openEnvironment()
      const sub = await shared(await environment.merchant())
      assertGateway(
        await userinfo(environment, sub, { ...headers }),
        401,
        GATEWAY_MESSAGES.invalidToken,
      )
    })
  }

  test('of somebody who is not known', async () => {
    await using environment = await openEnvironment()
    const headers = tokenOf(await environment.merchant())
    for (const sub of ['c06c4afe-d9e1-4c5d-939a-177d752a0944', 'x', '%00']) {
      refused(await userinfo(environment, sub, headers), 404)
    }
  })

  test('to another merchant', { skip: INSIDE_ONLY }, async () => {
    await using environment = await openInside({ directory: withSecondKeySet() })
    const sub = await shared(await environment.merchant())
    const { body } = await environment.send('POST', '/accesstoken/get', {
      headers: {
        client_id: SECOND_KEYS.clientId,
        client_secret: SECOND_KEYS.clientSecret,
        'Ocp-Apim-Subscription-Key': SECOND_KEYS.primaryKey,
      },
    })
    const headers = { Authorization: `Bearer ${Object(body).access_token}` }
    refused(await userinfo(environment, sub, headers), 404)
  })
})
