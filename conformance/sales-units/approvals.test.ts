/**
 * Some features need an approval of the sales unit; each fails with its own code without it.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode } from '../support/answer.ts'
import { CUSTOMERS, NORWAY } from '../support/demo-keys.ts'
import type { Environment } from '../support/environment.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { changeSalesUnit } from '../support/sales-units.ts'

const ORDER_LINE = {
  id: '1',
  name: 'Socks',
  totalAmount: 49_900,
  totalAmountExcludingTax: 39_920,
  totalTaxAmount: 9_980,
}

async function longLiving(environment: Environment): Promise<object> {
  const expiresAt = new Date((await environment.now()) + 86_400_000).toISOString()
  return { expiresAt, receipt: { orderLines: [ORDER_LINE], bottomLine: { currency: 'NOK' } } }
}

const profile = (scope: string) => () => Promise.resolve({ profile: { scope } })

for (const [code, status, title, approval, request] of [
  [5030, 403, 'Illegal scope', { grants: { nin: true } }, profile('name nin')],
  [5030, 403, 'Illegal scope', { grants: { accountNumbers: true } }, profile('accountNumbers')],
  [5050, 403, 'Long-living payment not allowed', { grants: { longLiving: true } }, longLiving],
  [
    5060,
    403,
    'Merchant bank account not verified',
    { bankAccountVerified: true },
    () => Promise.resolve({}),
  ],
  [
    5080,
    403,
    'PUSH_MESSAGE not allowed',
    { grants: { push: true } },
    () =>
      Promise.resolve({
        userFlow: 'PUSH_MESSAGE',
        customer: { phoneNumber: CUSTOMERS[NORWAY] },
      }),
  ],
] as const) {
  describe(`${code}: ${JSON.stringify(approval)}`, () => {
    test('is asked for', async () => {
      await using environment = await openEnvironment()
      await changeSalesUnit(environment, NORWAY, refusing(approval))
      const merchant = await environment.merchant()
      const answer = await merchant.create(await request(environment))
      assert.equal(assertCode(answer, status, code).title, title)
    })

    test('is enough', async () => {
      await using environment = await openEnvironment()
      await changeSalesUnit(environment, NORWAY, approval)
      const merchant = await environment.merchant()
      accepted('createPayment', await merchant.create(await request(environment)))
    })

    test('is not needed for what does not use it', async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      accepted('createPayment', await merchant.create())
    })
  })
}

/** The same switches, off. */
function refusing(approval: object): object {
  return Object.fromEntries(
    Object.entries(approval).map(([name, value]) => [
      name,
      typeof value === 'object' ? refusing(Object(value)) : false,
    ]),
  )
}
