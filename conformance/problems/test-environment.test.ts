/**
 * What only the test environment answers, by number.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/
 */
import { test } from 'node:test'
import { CUSTOMERS, DENMARK, NORWAY } from '../support/demo-keys.ts'
import { withCustomer, withGrants, withoutWorkingCards } from '../support/directories.ts'
import { INSIDE_ONLY } from '../support/open-environment.ts'
import { provoke, provokeByFault, provokeInside } from '../support/provoke.ts'

const skip = INSIDE_ONLY

test('10010 Approve failed', (context) =>
  provoke(context, 400, async (merchant) => merchant.forceApprove(await merchant.aborted())))

test('10020 Approve not allowed', { skip }, (context) =>
  provokeInside(context, 403, { production: true }, async (merchant) =>
    merchant.forceApprove(await merchant.created()),
  ),
)

test('10030 Identification required', { skip }, (context) =>
  provokeInside(
    context,
    400,
    { directory: withCustomer(CUSTOMERS[NORWAY], { identified: false }), strict: true },
    async (merchant) => merchant.forceApprove(await merchant.created()),
  ),
)

test('10040 Invalid payment source', async (context) =>
  provoke(context, 400, async (_merchant, environment) => {
    const phoneNumber = CUSTOMERS[DENMARK]
    await environment.control('PATCH', `/customers/${phoneNumber}`, { cards: ['commercial'] })
    const merchant = await environment.merchant(DENMARK)
    const paymentMethod = { type: 'WALLET', blockedSources: ['COMMERCIAL_CARDS'] }
    return merchant.forceApprove(await merchant.created({ paymentMethod }))
  }))

test('10050 No cards', { skip }, (context) =>
  provokeInside(context, 400, { directory: withoutWorkingCards() }, async (merchant) =>
    merchant.forceApprove(await merchant.created()),
  ),
)

test('10060 Operation not supported', { skip }, (context) =>
  provokeInside(context, 400, { directory: withGrants(NORWAY, { card: false }) }, (merchant) =>
    merchant.create({ paymentMethod: { type: 'CARD' } }),
  ),
)

test('10070 Payment limit exceeded', (context) =>
  provokeByFault(context, 400, 10_070, (merchant) => merchant.forceApprove('acme-shop-1')))
