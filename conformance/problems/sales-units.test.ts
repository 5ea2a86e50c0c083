/**
 * What a sales unit is not set up for, by number.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/
 */
import { test } from 'node:test'
import { CUSTOMERS, NORWAY } from '../support/demo-keys.ts'
import { withGrants, withSalesUnit } from '../support/directories.ts'
import { fixed, group, option } from '../support/express.ts'
import { INSIDE_ONLY } from '../support/open-environment.ts'
import { newReference } from '../support/payment-request.ts'
import { provoke, provokeInside } from '../support/provoke.ts'

const skip = INSIDE_ONLY

test('5010 Blocking sources not applicable', (context) =>
  provoke(context, 400, (merchant) =>
    merchant.create({
      paymentMethod: { type: 'WALLET', blockedSources: ['COMMERCIAL_CARDS'] },
    }),
  ))

test('5020 Express payment not allowed', { skip }, (context) => {
  const directory = withGrants(NORWAY, { express: false })
  return provokeInside(context, 403, { directory }, (merchant) =>
    merchant.create(fixed(group([option('home', 9_900)]))),
  )
})

test('5030 Illegal scope', (context) =>
  provoke(context, 403, (merchant) => merchant.create({ profile: { scope: 'nin' } })))

test('5040 Invalid currency for merchant', (context) =>
  provoke(context, 400, (merchant) => merchant.create({ currency: 'DKK' })))

test('5050 Long-living payment not allowed', { skip }, (context) => {
  const directory = withGrants(NORWAY, { longLiving: false })
  return provokeInside(context, 403, { directory }, (merchant) =>
    merchant.create({ expiresAt: '2026-09-02T12:00:00Z' }),
  )
})

test('5060 Merchant bank account not verified', { skip }, (context) => {
  const directory = withSalesUnit(NORWAY, { bankAccountVerified: false })
  return provokeInside(context, 403, { directory }, (merchant) => merchant.create())
})

test('5070 Payment cannot be created', { skip }, (context) => {
  const directory = withSalesUnit(NORWAY, { deactivated: true })
  return provokeInside(context, 400, { directory }, (merchant) => merchant.create())
})

test('5080 PUSH_MESSAGE not allowed', { skip }, (context) => {
  const directory = withGrants(NORWAY, { push: false })
  return provokeInside(context, 403, { directory }, (merchant) =>
    merchant.create({
      userFlow: 'PUSH_MESSAGE',
      customer: { phoneNumber: CUSTOMERS[NORWAY] },
    }),
  )
})

test('5090 Reference not found', (context) =>
  provoke(context, 404, (merchant) => merchant.get(newReference())))

test('5100 Refund not possible', { skip }, (context) =>
  provokeInside(context, 400, {}, async (merchant, environment) => {
    const reference = await merchant.captured(1_000)
    await environment.control('PATCH', `/sales-units/${NORWAY}`, { deactivated: true })
    return merchant.refund(reference, 100)
  }),
)
