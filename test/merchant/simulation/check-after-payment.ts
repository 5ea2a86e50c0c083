import assert from 'node:assert/strict'
import type { AddReceiptRequest, GetOrderResponse } from '@kvitt/contract'
import { isOpenInformation, type Attempt, type Order } from '@kvitt/domain'
import type { Judged } from './check-return.ts'
import type { Simulation } from './simulate.ts'

/** What the customer was told beside the payment is what was said last, and nothing waits. */
export async function checkTellings(
  { world, lastLinks }: Pick<Simulation, 'lastLinks'> & { readonly world: Judged },
  { number, information, paidBy, attempts }: Order,
): Promise<void> {
  const link = information.find(({ kind }) => kind === 'category')
  const mayBeLast = lastLinks.get(number) ?? [undefined]
  assert.ok(mayBeLast.includes(urlOf(link?.content)), `${number}: the last link is the order's`)
  for (const { reference } of attempts) {
    if (reference === paidBy) continue
    const { category } = await shown(world, reference)
    assert.equal(
      category?.orderDetailsUrl,
      undefined,
      `${reference} pays nothing, and says nothing`,
    )
  }
  if (paidBy === undefined) return
  const { category, receipt } = await shown(world, paidBy)
  for (const each of information) {
    const { kind, content, state } = each
    assert.ok(!isOpenInformation(each), `${number}: no ${kind} waits`)
    if (kind === 'category') {
      assert.equal(category?.orderDetailsUrl, urlOf(content), `${number}: the last link is shown`)
    } else if (state === 'done') {
      assert.deepEqual(namesIn(receipt), namesIn(content as AddReceiptRequest))
    } else assert.ok(receipt, `${number}: only another receipt keeps one out`)
  }
}

async function shown(world: Judged, orderId: string): Promise<Partial<GetOrderResponse>> {
  // Nothing was ever said of what the provider does not know.
  return world.judge.orderManagement.getOrder({ orderId }).catch(() => ({}))
}

function urlOf(content: unknown): string | undefined {
  return (content as { readonly orderDetailsUrl?: string } | undefined)?.orderDetailsUrl
}

function namesIn(receipt: Pick<AddReceiptRequest, 'orderLines'> | null | undefined) {
  return receipt?.orderLines.map(({ id, name }) => `${id}: ${name}`)
}

/** What was given back, in whatever way, is no more than was captured, and was noted once. */
export async function checkGivenBack(
  { world, asked, isMeddledWith }: Simulation,
  state: Order,
): Promise<void> {
  const { number, paidBy, attempts } = state
  const wishes = asked.filter(
    (each) => each.number === number && each.what === 'alternative-refunds',
  )
  const accepted = wishes.filter(({ status }) => status === 200)
  const unsure = wishes.filter(({ status = 500 }) => status >= 500)
  const noted = attempts.flatMap(({ refundedOtherwise = [] }) => refundedOtherwise)
  assert.ok(noted.length >= accepted.length, `${number}: what is given back otherwise is noted`)
  assert.ok(noted.length <= accepted.length + unsure.length, `${number}: it is noted once`)
  if (paidBy === undefined || isMeddledWith) return
  const { aggregate } = await world.judge.epayment.get(paidBy)
  const otherwise = noted.reduce((sum, { amount }) => sum + amount, 0)
  assert.ok(
    aggregate.refundedAmount.value + otherwise <= aggregate.capturedAmount.value,
    `${number}: no more is given back than was captured`,
  )
}

/** Line by line no more was taken than there is, and each line comes to its amount. */
export async function checkLines(world: Simulation['world'], state: Order): Promise<void> {
  const paid = state.attempts.find(({ reference }) => reference === state.paidBy)
  if (!paid) return
  const lines = paid.lines ?? state.terms.lines ?? []
  const amounts = new Map(lines.map(({ id, amount }) => [id, amount]))
  checkShares(paid)
  const view = await world.order(state.number)
  const { aggregate } = await world.judge.epayment.get(paid.reference)
  const { authorizedAmount, capturedAmount, refundedAmount } = aggregate
  const isAllCaptured = capturedAmount.value === authorizedAmount.value
  for (const { id, quantity, captured, refunded } of view.lines) {
    const amount = amounts.get(id) ?? NaN
    assert.ok(Number(captured.quantity) <= Number(quantity), `${id}: no more is captured`)
    assert.ok(Number(refunded.quantity) <= Number(captured.quantity), `${id}: nor refunded`)
    if (isAllCaptured || captured.quantity === quantity) assert.equal(captured.amount, amount)
    assert.ok(Math.abs(captured.amount) <= Math.abs(amount), `${id}: it costs no more`)
    const isAllRefunded = capturedAmount.value > 0 && refundedAmount.value === capturedAmount.value
    if (isAllRefunded) assert.deepEqual(refunded, captured, `${id} is refunded with the rest`)
  }
}

function checkShares({ intents }: Attempt): void {
  for (const { key, amount, lines } of intents) {
    if (!lines) continue
    const worth = lines.reduce((sum, share) => sum + share.amount, 0)
    assert.equal(worth, amount, `${key} is worth its lines`)
  }
}
