import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMs, DAY_MS, minorUnits, MINUTE_MS, SECOND_MS } from '@kvitt/values'
import {
  after,
  CAPTURE,
  done,
  FIRST,
  from,
  LINK,
  NOW,
  outcome,
  place,
  read,
  reading,
  send,
  STATES,
  TOLD,
} from '../../test-support/given-orders.ts'
import { order, type OrderCommand } from './decide.ts'
import { dutyOf } from './duty.ts'
import type { Order } from './order.ts'

const SENT = { type: 'send-information', ...TOLD, answerDueAt: addMs(NOW, MINUTE_MS) } as const
const DONE = { type: 'report-information-done', ...TOLD } as const
const LOST = { type: 'report-information-postponed', ...TOLD, code: 'timeout' } as const
const informed = after(...STATES.informed)

function said(state: Order): readonly string[] {
  return state.information.map(({ kind, state: at, timesSent }) => `${kind} ${at} ${timesSent}`)
}

describe('what a customer is told', () => {
  test('waits for the order to be paid, and is then due at once', () => {
    const waiting = from(after(...STATES.created), LINK)
    assert.equal(dutyOf(waiting, NOW)?.type, undefined)
    const paid = from(waiting, read(reading('AUTHORIZED')))
    const duty = dutyOf(paid, NOW)
    assert.deepEqual([duty?.type, duty?.reference], ['inform', FIRST])
  })

  test('is on its way once, and sent again when no answer comes', () => {
    const sent = from(informed, SENT)
    assert.equal(outcome(sent, SENT), 'refuses: notDue')
    assert.equal(dutyOf(sent, addMs(NOW, MINUTE_MS - 1)), undefined)
    assert.equal(dutyOf(sent, addMs(NOW, MINUTE_MS))?.type, 'inform')
    const again = from(sent, { ...SENT, at: addMs(NOW, MINUTE_MS) })
    assert.deepEqual(said(from(again, DONE)), ['category done 2'])
  })

  test('is put off after a failure, a little longer each time, and somebody is told', () => {
    let state = informed
    const pauses: number[] = []
    for (let count = 1; count <= 5; count += 1) {
      const at = order.wakeAt(state) ?? assert.fail()
      state = from(state, { ...SENT, at }, { ...LOST, at })
      pauses.push(((order.wakeAt(state) ?? 0) - at) / SECOND_MS)
    }
    assert.deepEqual(pauses, [2, 5, 15, 60, 300])
    assert.deepEqual(
      state.attention.map(({ kind }) => kind),
      ['informationDelayed'],
    )
    const late = { ...LOST, at: addMs(NOW, 31 * DAY_MS) }
    const given = from(state, { ...SENT, at: late.at }, late)
    assert.deepEqual(said(given), ['category refused 6'])
  })

  test('is replaced by the next of its kind, whatever becomes of the one before', () => {
    const sent = from(informed, SENT)
    const other = { ...LINK, content: { category: 'TICKET' } }
    const replaced = from(sent, other)
    assert.deepEqual(said(replaced), ['category recorded 0'])
    assert.equal(replaced.information[0]?.content, other.content)
    const both = from(replaced, { ...LINK, kind: 'receipt', content: {} })
    assert.deepEqual(said(both), ['category recorded 0', 'receipt recorded 0'])
  })

  test('goes after the one before it, which is on its way: whatever arrives last is shown', () => {
    const [later, end] = [addMs(NOW, SECOND_MS), SENT.answerDueAt]
    const waiting = from(informed, SENT, { ...LINK, at: later })
    assert.equal(dutyOf(waiting, addMs(end, -1)), undefined)
    assert.equal(dutyOf(waiting, end)?.type, 'inform')
    assert.equal(outcome(waiting, { ...LOST, at: later }), 'refuses: notDue')
    for (const answer of [
      DONE,
      { ...DONE, type: 'report-information-refused', code: 'x' },
    ] as const) {
      assert.equal(outcome(waiting, { ...answer, at: later }), 'information-freed')
      const freed = from(waiting, { ...answer, at: later })
      assert.equal(dutyOf(freed, later)?.type, 'inform')
      assert.equal(outcome(freed, answer), 'refuses: notDue')
    }
  })

  test('goes after all before it whose answers were lost, though another answer has come', () => {
    const lost = from(informed, SENT, { ...LOST, at: addMs(NOW, SECOND_MS) })
    const at = order.wakeAt(lost) ?? assert.fail()
    assert.ok(at < SENT.answerDueAt)
    const resent = from(lost, { ...SENT, at, answerDueAt: addMs(at, MINUTE_MS) })
    for (const state of [
      lost,
      from(resent, { ...DONE, at }),
      from(resent, LINK, { ...DONE, at }),
    ]) {
      const replaced = from(state, { ...LINK, at })
      assert.equal(order.wakeAt(replaced), SENT.answerDueAt)
      assert.equal(order.wakeAt(from(replaced, { ...LINK, at })), SENT.answerDueAt)
    }
  })

  test('is sent at once where nothing can be replaced: of receipts the first one stays', () => {
    const receipt = { ...LINK, kind: 'receipt', content: {} } as const
    const first = from(after(...STATES.authorized), receipt)
    const { id } = first.information[0] ?? assert.fail()
    const sent = from(first, { ...SENT, id })
    assert.equal(
      dutyOf(from(sent, { ...receipt, content: { orderLines: [] } }), NOW)?.type,
      'inform',
    )
  })

  test('can be sent again as it was', () => {
    const told = from(informed, SENT, DONE)
    assert.equal(dutyOf(told, NOW), undefined)
    const again = from(told, { type: 'inform-again', at: NOW, by: 'kari', kind: 'category' })
    const [information] = again.information
    assert.deepEqual([information?.content, information?.by], [LINK.content, 'kari'])
    assert.equal(dutyOf(again, NOW)?.type, 'inform')
  })

  test('never goes before money, though it was due earlier', () => {
    const capturing = from(informed, { ...CAPTURE, at: addMs(NOW, SECOND_MS) })
    assert.equal(dutyOf(capturing, addMs(NOW, SECOND_MS))?.type, 'send')
  })

  test('when it is refused keeps up nothing, and somebody is told', () => {
    const refuse = { type: 'report-information-refused', ...TOLD, code: 'x', traceId: 't' } as const
    const refused = from(informed, SENT, refuse)
    assert.deepEqual(
      refused.attention.map(({ kind, code }) => `${kind} ${code}`),
      ['informationRefused x'],
    )
    const captured = from(
      refused,
      CAPTURE,
      send(2),
      done(2, reading('AUTHORIZED', { captured: 1_000 })),
    )
    assert.equal(dutyOf(captured, addMs(NOW, DAY_MS)), undefined)
  })
})

describe('a confirmation by policy', () => {
  const confirmation = { category: 'ORDER_CONFIRMATION', orderDetailsUrl: 'https://shop.example' }
  const [, ...rest] = STATES.authorized
  const placed = place({ confirmation })

  test('is told when the order is paid', () => {
    const paid = after(placed, ...rest)
    const [information] = paid.information
    assert.deepEqual([information?.by, information?.content], ['policy', confirmation])
  })

  test('is left to the shop that has said something itself', () => {
    const paid = after(placed, LINK, ...rest)
    assert.deepEqual(
      paid.information.map(({ by }) => by),
      ['shop'],
    )
  })
})

describe('an alternative refund', () => {
  const captured = after(...STATES.captured)
  const give = (amount: number): OrderCommand => ({
    type: 'record-alternative-refund',
    at: NOW,
    by: 'kari',
    reason: 'the card is closed',
    method: 'bank transfer',
    amount: minorUnits(amount),
  })

  test('is never more than captured, together with refunds that are done or under way', () => {
    const given = from(captured, give(300))
    assert.equal(outcome(given, give(701)), 'refuses: refundExceedsCaptured')
    const refunding = from(given, { type: 'refund', at: NOW, by: 'shop' })
    assert.equal(refunding.attempts[0]?.intents.at(-1)?.amount, 700)
    assert.equal(outcome(refunding, give(1)), 'refuses: nothingToRefund')
  })

  test('says who, how and why, and leaves the payment what it is', () => {
    const given = from(captured, give(1_000))
    const [attempt] = given.attempts
    assert.deepEqual(attempt?.refundedOtherwise, [
      { at: NOW, by: 'kari', reason: 'the card is closed', method: 'bank transfer', amount: 1_000 },
    ])
    assert.equal(attempt?.payment?.refunded, 0)
  })
})
