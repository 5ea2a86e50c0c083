import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '@kvitt/values'
import {
  after,
  AGAIN,
  CAPTURE,
  done,
  from,
  LINK,
  NOW,
  outcome,
  place,
  read,
  reading,
  send,
  STATES,
} from '../../test-support/given-orders.ts'
import { order, type OrderCommand } from './decide.ts'
import { dutyOf } from './duty.ts'
import type { Order } from './order.ts'

const setAside = (at: Instant = NOW): OrderCommand => ({ type: 'set-aside', at })
const takeUp = (at: Instant = NOW): OrderCommand => ({ type: 'take-up', at })

/** Set aside as often as that, each time as soon as the pause is over; gives the last pause, in ms. */
function pauseAfter(times: number): number {
  let state = after(place())
  let at: Instant = NOW
  for (let count = 1; count < times; count += 1) {
    state = from(state, setAside(at))
    at = state.aside?.until ?? assert.fail()
  }
  const last = from(state, setAside(at))
  return (last.aside?.until ?? assert.fail()) - at
}

describe('an order whose sales unit is not configured', () => {
  test('is left alone ever longer: for a moment, hours, and then a day at a time', () => {
    assert.deepEqual([1, 2, 3, 4, 27, 28, 400].map(pauseAfter), [
      5 * SECOND_MS,
      MINUTE_MS,
      10 * MINUTE_MS,
      HOUR_MS,
      HOUR_MS,
      DAY_MS,
      DAY_MS,
    ])
  })

  test('sends, reads and tells nothing meanwhile, whatever anybody wants of it', () => {
    const state = from(after(place()), setAside(), { ...AGAIN, at: NOW }, { ...LINK, at: NOW })
    const until = addMs(NOW, 5 * SECOND_MS)
    assert.equal(order.wakeAt(state), until)
    assert.equal(dutyOf(state, addMs(until, -1)), undefined)
    assert.equal(dutyOf(state, until)?.type, 'send')
  })

  test('does not keep the link to an order up, nor does it go out', () => {
    const state = from(after(...STATES.informed), setAside())
    assert.equal(dutyOf(state, NOW), undefined)
    assert.equal(dutyOf(state, addMs(NOW, 5 * SECOND_MS))?.type, 'inform')
  })

  test('still gives up an answer that has not come, and warns of a guarantee that ends', () => {
    const lost = after(...STATES['capture recorded'], send(2))
    const late = addMs(NOW, MINUTE_MS)
    const aside: Order = { ...lost, aside: { since: NOW, times: 9, until: addMs(NOW, HOUR_MS) } }
    assert.equal(dutyOf(aside, late)?.type, 'give-up-answer')
    const reserved = after(...STATES.authorized)
    const ending = addMs(NOW, 6 * DAY_MS)
    const waiting: Order = {
      ...reserved,
      aside: { since: NOW, times: 40, until: addMs(NOW, 7 * DAY_MS) },
    }
    assert.equal(dutyOf(waiting, ending)?.type, 'warn')
  })

  test('goes on where it was as soon as the sales unit is back', () => {
    const before = after(...STATES.authorized, CAPTURE)
    const aside = from(before, setAside())
    const { revision: _one, ...goesOn } = from(aside, takeUp())
    const { revision: _other, ...was } = before
    assert.deepEqual(goesOn, was)
    assert.equal(outcome(before, takeUp()), 'refuses: notDue')
  })

  test('is not set aside while nothing of it is due, or nothing that needs the sales unit', () => {
    assert.equal(outcome(after(...STATES.captured), setAside()), 'refuses: notDue')
    const paid = after(place(), send(1), done(1), read(reading('AUTHORIZED')))
    assert.equal(outcome(paid, setAside()), 'refuses: notDue')
  })
})
