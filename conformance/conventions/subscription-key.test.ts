/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/http-headers/ */
import { describe, test } from 'node:test'
import { accepted, assertGateway } from '../support/answer.ts'
import { KEYS } from '../support/demo-keys.ts'
import { SECOND_KEYS, withSecondKeySet } from '../support/directories.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'

const HEADER = 'Ocp-Apim-Subscription-Key'
const MISSING =
  'Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.'
const WRONG =
  'Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.'

const CALLS = [
  ['POST', '/epayment/v1/payments'],
  ['GET', '/epayment/v1/payments/acme-shop-1'],
  ['POST', '/epayment/v1/payments/acme-shop-1/capture'],
  ['GET', '/webhooks/v1/webhooks'],
] as const

for (const [method, path] of CALLS) {
  describe(`${method} ${path} is refused by the gateway`, () => {
    test('without a subscription key', async () => {
      await using environment = await openEnvironment()
      const { headers } = await environment.merchant()
      const answer = await environment.send(method, path, { headers: { ...headers, [HEADER]: '' } })
      assertGateway(answer, 401, MISSING)
    })

    test('with a wrong one', async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const answer = await merchant.call(method, path, { headers: { [HEADER]: 'f'.repeat(32) } })
      assertGateway(answer, 401, WRONG)
    })
  })
}

test('the key is asked for before the token', async () => {
  await using environment = await openEnvironment()
  assertGateway(await environment.send('POST', '/epayment/v1/payments'), 401, MISSING)
})

test('the secondary key serves as well as the primary', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const headers = { [HEADER]: KEYS.secondaryKey }
  accepted('createPayment', await merchant.create({}, { headers }))
})

test(
  'a token and the key of another sales unit do not go together',
  { skip: INSIDE_ONLY },
  async () => {
    await using environment = await openInside({ directory: withSecondKeySet() })
    const merchant = await environment.merchant()
    const headers = { [HEADER]: SECOND_KEYS.primaryKey }
    const answer = await merchant.create({}, { headers })
    assertGateway(answer, 401, 'Something went wrong, please try again later')
  },
)
