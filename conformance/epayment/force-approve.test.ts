/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/api-guide/operations/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode, type Answer } from '../support/answer.ts'
import { startAuthentication } from '../support/authentication.ts'
import { CUSTOMERS, NORWAY } from '../support/demo-keys.ts'
import { withCustomer, withoutWorkingCards } from '../support/directories.ts'
import { fixed, group, option } from '../support/express.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'

const CARD = { name: 'old', network: 'VISA', bin: '492501', lastFour: '0099' } as const
const CUSTOMER = { phoneNumber: CUSTOMERS[NORWAY] }

function tokenOf(created: Answer): string {
  const { redirectUrl = '' } = accepted('createPayment', created)
  return new URL(redirectUrl).searchParams.get('token') ?? ''
}

function assertApproved(answer: Answer): void {
  assert.deepEqual([answer.status, answer.text], [200, ''])
}

describe('a payment is approved by', () => {
  test('a phone number', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created()
    assertApproved(await merchant.forceApprove(reference, { customer: CUSTOMER }))
    assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'AUTHORIZED')
  })

  test('a phone number that is sent as a number', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const customer = { phoneNumber: Number(CUSTOMER.phoneNumber) }
    assertApproved(await merchant.forceApprove(await merchant.created(), { customer }))
  })

  test('the token of its redirectUrl', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const created = await merchant.create()
    const { reference } = accepted('createPayment', created)
    assertApproved(await merchant.forceApprove(reference, { token: tokenOf(created) }))
  })

  test('both', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const created = await merchant.create()
    const { reference } = accepted('createPayment', created)
    const body = { customer: CUSTOMER, token: tokenOf(created) }
    assertApproved(await merchant.forceApprove(reference, body))
  })

  for (const body of [undefined, {}, { customer: {} }, { customer: null, token: null }]) {
    test(`${JSON.stringify(body)}: then a test customer of the market pays`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const path = `/epayment/v1/test/payments/${await merchant.created()}/approve`
      assertApproved(await merchant.call('POST', path, { body }))
    })
  }
})

test('no Idempotency-Key is asked for, and one means nothing', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const path = `/epayment/v1/test/payments/${await merchant.created()}/approve`
  assertApproved(await merchant.call('POST', path, { key: 'key-1', body: {} }))
  assertCode(await merchant.call('POST', path, { key: 'key-1', body: {} }), 400, 6230)
})

test('the AUTHORIZED event repeats the creation’s key', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const { reference } = accepted('createPayment', await merchant.create({}, { key: 'create' }))
  await merchant.forceApprove(reference, { customer: CUSTOMER })
  const events = accepted('getPaymentEvents', await merchant.events(reference))
  assert.deepEqual(
    events.map(({ name, idempotencyKey }) => [name, idempotencyKey]),
    [
      ['CREATED', 'create'],
      ['AUTHORIZED', 'create'],
    ],
  )
})

describe('a payment is not approved', () => {
  test('5090: when there is none', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    assertCode(await merchant.forceApprove('acme-shop-1'), 404, 5090)
  })

  test('5090: by the token of another', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const token = tokenOf(await merchant.create())
    const reference = await merchant.created()
    assertCode(await merchant.forceApprove(reference, { token }), 404, 5090)
    assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'CREATED')
  })

  test('4070: by something that is not a phone number', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const body = { customer: { phoneNumber: '+4712345678' } }
    assertCode(await merchant.forceApprove(await merchant.created(), body), 400, 4070)
  })

  test('7010: by nobody', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const body = { customer: { phoneNumber: '4799999999' } }
    const { title } = assertCode(
      await merchant.forceApprove(await merchant.created(), body),
      400,
      7010,
    )
    assert.equal(title, 'Customer not found')
  })

  test('10050: by somebody without a card that can be charged', { skip: INSIDE_ONLY }, async () => {
    await using environment = await openInside({ directory: withoutWorkingCards() })
    const merchant = await environment.merchant()
    const answer = await merchant.forceApprove(await merchant.created(), { customer: CUSTOMER })
    assert.equal(assertCode(answer, 400, 10_050).title, 'No cards')
  })

  test('6230: twice', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    for (const reference of [await merchant.authorized(), await merchant.captured(49_900)]) {
      const { title } = assertCode(await merchant.forceApprove(reference), 400, 6230)
      assert.equal(title, 'Payment is already reserved')
    }
  })

  test('10010: when it has ended', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const expired = await merchant.created()
    await environment.advance('10m')
    for (const [reference, state] of [
      [expired, 'EXPIRED'],
      [await merchant.aborted(), 'ABORTED'],
      [await merchant.terminated(), 'TERMINATED'],
    ] as const) {
      const { title, detail } = assertCode(await merchant.forceApprove(reference), 400, 10_010)
      assert.equal(title, 'Approve failed')
      assert.equal(detail, `Force approve payment failed. Reason: the payment is ${state}.`)
    }
  })

  test('10010: while its customer is being authenticated', { skip: INSIDE_ONLY }, async () => {
    await using environment = await openInside()
    const merchant = await environment.merchant()
    const reference = await merchant.created()
    await startAuthentication(environment, reference)
    assertCode(await merchant.forceApprove(reference), 400, 10_010)
  })

  test('7010, 4070: only where it could be approved at all', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    for (const [reference, code] of [
      [await merchant.authorized(), 6230],
      [await merchant.terminated(), 10_010],
      [await merchant.created(fixed(group([option('post', 9_900)]))), 10_060],
    ] as const) {
      for (const phoneNumber of ['4799999999', '+4712345678']) {
        const answer = await merchant.forceApprove(reference, { customer: { phoneNumber } })
        assertCode(answer, 400, code)
      }
    }
  })

  test('3010: by somebody whose only card has expired', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    for (const card of ['expired', { ...CARD, expired: true }]) {
      await environment.control('PATCH', `/customers/${CUSTOMER.phoneNumber}`, { cards: [card] })
      const reference = await merchant.created()
      const answer = await merchant.forceApprove(reference, { customer: CUSTOMER })
      assertCode(answer, 500, 3010)
      assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'CREATED')
    }
  })
})

describe('in strict mode', { skip: INSIDE_ONLY }, () => {
  const directory = withCustomer(CUSTOMER.phoneNumber, { identified: false })

  test('10030: by somebody who has never approved by hand', async () => {
    await using environment = await openInside({ strict: true, directory })
    const merchant = await environment.merchant()
    const answer = await merchant.forceApprove(await merchant.created(), { customer: CUSTOMER })
    assert.equal(assertCode(answer, 400, 10_030).title, 'Identification required')
  })

  test('a customer who has approved by hand can be approved for', async () => {
    await using environment = await openInside({ strict: true, directory })
    const merchant = await environment.merchant()
    await merchant.authorized()
    assertApproved(await merchant.forceApprove(await merchant.created(), { customer: CUSTOMER }))
  })

  test('otherwise it does not matter', async () => {
    await using environment = await openInside({ directory })
    const merchant = await environment.merchant()
    assertApproved(await merchant.forceApprove(await merchant.created(), { customer: CUSTOMER }))
  })
})
