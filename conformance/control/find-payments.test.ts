/**
 * What the business portal shows of payments, as the environment's own API.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/portal/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PaymentList } from '@kvitt/contract'
import { refused } from '../support/answer.ts'
import { DENMARK, NORWAY } from '../support/demo-keys.ts'
import type { Environment } from '../support/environment.ts'
import { openEnvironment } from '../support/open-environment.ts'

async function search(environment: Environment, query: string): Promise<PaymentList> {
  const { status, body, text } = await environment.control('GET', `/payments?${query}`)
  assert.equal(status, 200, text)
  return body as PaymentList
}

async function found(environment: Environment, query: string): Promise<readonly string[]> {
  return (await search(environment, query)).payments.map(({ reference }) => reference)
}

describe('the list of payments', () => {
  test('shows the newest first, page by page', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const references = [
      await merchant.created(),
      await merchant.created(),
      await merchant.created(),
    ].toReversed()
    const first = await search(environment, 'limit=2')
    assert.deepEqual(
      first.payments.map(({ reference }) => reference),
      references.slice(0, 2),
    )
    const rest = await search(environment, `limit=2&cursor=${first.next}`)
    assert.deepEqual(
      rest.payments.map(({ reference }) => reference),
      references.slice(2),
    )
    assert.equal(rest.next, undefined)
  })

  test('finds what begins with a part of a reference, in every sales unit', async () => {
    await using environment = await openEnvironment()
    const norway = await environment.merchant()
    const denmark = await environment.merchant(DENMARK)
    for (const reference of ['order-17-1', 'order-17-2', 'order-18-1']) {
      await norway.create({ reference })
    }
    await denmark.create({ reference: 'order-17-3' })
    assert.deepEqual(await found(environment, 'reference=order-17'), [
      'order-17-1',
      'order-17-2',
      'order-17-3',
    ])
    const seen: string[] = []
    let next: string | undefined = ''
    while (next !== undefined) {
      const page: PaymentList = await search(
        environment,
        `reference=order-17&limit=1${next && `&cursor=${encodeURIComponent(next)}`}`,
      )
      seen.push(...page.payments.map(({ reference }) => reference))
      next = page.next
    }
    assert.deepEqual(seen, ['order-17-1', 'order-17-2', 'order-17-3'])
    assert.deepEqual(await found(environment, `reference=order-17&msn=${DENMARK}`), ['order-17-3'])
    assert.deepEqual(await found(environment, 'reference=rder-17'), [])
  })

  test('filters by state, amount, time and phone number', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const early = await merchant.created({ amount: { currency: 'NOK', value: 1_000 } })
    await environment.advance('5m')
    const late = await merchant.created({ amount: { currency: 'NOK', value: 2_000 } })
    await environment.approve(late, { phoneNumber: '4796844569' })
    const { createdAt } = (await search(environment, 'limit=1')).payments[0] ?? {}
    assert.deepEqual(await found(environment, 'state=CREATED'), [early])
    assert.deepEqual(await found(environment, 'amountFrom=1001'), [late])
    assert.deepEqual(await found(environment, 'amountTo=1000'), [early])
    assert.deepEqual(await found(environment, `createdFrom=${createdAt}`), [late])
    assert.deepEqual(await found(environment, 'phoneNumber=479684'), [late])
    assert.deepEqual(await found(environment, 'phoneNumber=45'), [])
  })

  test('goes back to a time at once, however much has come since', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const early = [await merchant.created(), await merchant.created()]
    const { createdAt = '' } = (await search(environment, 'limit=1')).payments[0] ?? {}
    await environment.advance('5m')
    for (let n = 0; n < 10; n += 1) await merchant.created()
    const page = await search(environment, `createdTo=${createdAt}&limit=1`)
    assert.deepEqual(
      page.payments.map(({ reference }) => reference),
      [early[1]],
    )
    const next = await search(environment, `createdTo=${createdAt}&limit=1&cursor=${page.next}`)
    assert.deepEqual(
      next.payments.map(({ reference }) => reference),
      [early[0]],
    )
  })

  test('says which part of a search it cannot read', async () => {
    await using environment = await openEnvironment()
    for (const [query, name] of [
      ['limit=0', 'limit'],
      ['limit=101', 'limit'],
      ['state=PAID', 'state'],
      ['createdFrom=yesterday', 'createdFrom'],
      ['amountTo=1.5', 'amountTo'],
      ['cursor=nowhere', 'cursor'],
      ['reference=order-17&cursor=nowhere', 'cursor'],
    ] as const) {
      const answer = await environment.control('GET', `/payments?${query}`)
      assert.match(refused(answer, 400).detail ?? '', new RegExp(`^${name}: `), query)
    }
  })
})

describe('one payment', () => {
  const path = (reference: string, action = ''): string =>
    `/payments/${NORWAY}/${reference}${action}`

  test('shows its events and what may be done with it', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.captured(10_000)
    const { body } = await environment.control('GET', path(reference))
    const { events, actions, deadlines } = Object(body)
    assert.deepEqual(
      events.map(({ name }: { readonly name: string }) => name),
      ['created', 'authorized', 'captured'],
    )
    assert.deepEqual(actions, {
      capture: { allowed: true, maxAmount: 39_900 },
      refund: { allowed: true, maxAmount: 10_000 },
      cancel: { allowed: true, maxAmount: 39_900 },
    })
    assert.deepEqual(
      deadlines.map(({ name }: { readonly name: string }) => name),
      ['guarantee', 'capture', 'refund'],
    )
  })

  test('says why something may not be done, as the API would', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created()
    const { body } = await environment.control('GET', path(reference))
    const { capture, refund, cancel } = Object(body).actions
    assert.equal(capture.allowed, false)
    assert.match(capture.reason, /The user must accept the payment/)
    assert.equal(refund.allowed, false)
    assert.deepEqual(cancel, { allowed: true, maxAmount: 49_900 })
    const answer = await environment.control('POST', path(reference, '/capture'))
    assert.equal(refused(answer, 409).detail, capture.reason)
  })

  test('is captured, refunded and cancelled by staff, and the merchant hears of it', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    await merchant.register(`${environment.webhooks.origin}/hooks`, [
      'epayments.payment.captured.v1',
      'epayments.payment.refunded.v1',
      'epayments.payment.cancelled.v1',
    ])
    const reference = await merchant.authorized()
    await environment.control('POST', path(reference, '/capture'), { amount: 10_000 })
    await environment.control('POST', path(reference, '/refund'), { amount: 4_000 })
    const { body } = await environment.control('POST', path(reference, '/cancel'))
    const { capturedAmount, refundedAmount, cancelledAmount } = Object(body).aggregate
    assert.deepEqual(
      [capturedAmount.value, refundedAmount.value, cancelledAmount.value],
      [10_000, 4_000, 39_900],
    )
    await environment.settle()
    assert.deepEqual(
      environment.webhooks.deliveries.map(({ body: sent }) => JSON.parse(sent).name),
      ['CAPTURED', 'REFUNDED', 'CANCELLED'],
    )
  })

  test('that is not there is refused, and so is an amount that is none', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.authorized()
    assert.equal((await environment.control('GET', path('no-such-order'))).status, 404)
    assert.equal((await environment.control('POST', path('no-such-order', '/cancel'))).status, 404)
    for (const amount of [0, -1, 1.5, '100']) {
      const answer = await environment.control('POST', path(reference, '/capture'), { amount })
      assert.equal(answer.status, 400)
    }
  })
})
