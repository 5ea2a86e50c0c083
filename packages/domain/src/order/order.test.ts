import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMs, DAY_MS, HOUR_MS, minorUnits, MINUTE_MS, SECOND_MS } from '@kvitt/values'
import {
  after,
  AGAIN,
  CANCEL,
  CAPTURE,
  done,
  FIRST,
  from,
  key,
  lost,
  NOW,
  outcome,
  place,
  read,
  reading,
  REFUND,
  refuse,
  SECOND,
  send,
  STATES,
  T0,
} from '../../test-support/given-orders.ts'
import { order, type OrderCommand } from './decide.ts'
import { dutyOf } from './duty.ts'
import { attemptOf, type Order } from './order.ts'
import { statusOf } from './status.ts'

test('each state has its word', () => {
  const words = Object.entries(STATES).flatMap(([name, commands]) =>
    commands.length === 0 ? [] : [[name, statusOf(after(...commands))]],
  )
  assert.deepEqual(Object.fromEntries(words), {
    'create recorded': 'starting',
    'create sent': 'starting',
    'create unknown': 'starting',
    'create refused': 'refused',
    created: 'created',
    aborted: 'aborted',
    expired: 'expired',
    authorized: 'authorized',
    'capture recorded': 'authorized',
    'capture sent': 'authorized',
    'capture unknown': 'authorized',
    'capture refused': 'authorized',
    captured: 'captured',
    refunded: 'refunded',
    released: 'cancelled',
    'cancelled before it was sent': 'cancelled',
    'cancelled while open': 'cancelling',
    terminated: 'terminated',
    'second attempt': 'starting',
    informed: 'authorized',
    'information sent': 'authorized',
    'set aside': 'starting',
  })
})

function intents(state: Order, reference = FIRST): readonly string[] {
  return (
    attemptOf(state, reference)?.intents.map((intent) => `${intent.type} ${intent.state}`) ?? []
  )
}

function attention(state: Order): readonly string[] {
  return state.attention.map(({ kind }) => kind)
}

describe('an intent whose outcome is unknown', () => {
  const unknown = after(...STATES['capture unknown'])

  test('has the payment read at once, and is not sent before', () => {
    assert.deepEqual(dutyOf(unknown, NOW), { type: 'read', reference: FIRST })
  })

  test('is done when the log of the provider has its key', () => {
    const payment = reading('AUTHORIZED', { captured: 1_000 })
    const state = from(unknown, read(payment, { keysDone: [key(1), key(2)] }))
    assert.deepEqual(intents(state), ['create done', 'capture done'])
    assert.equal(order.wakeAt(state), undefined)
  })

  test('is sent again with its key when the log does not have it, whatever else was captured', () => {
    const state = from(unknown, read(reading('AUTHORIZED', { captured: 400 }), { keysDone: ['x'] }))
    assert.deepEqual(intents(state), ['create done', 'capture recorded'])
    const duty = dutyOf(state, addMs(NOW, 2 * SECOND_MS))
    assert.ok(duty?.type === 'send')
    assert.equal(duty.intent.key, key(2))
  })

  test('stays unknown as long as reading fails', () => {
    const failed = {
      type: 'report-read-failed',
      at: NOW,
      reference: FIRST,
      code: 'timeout',
    } as const
    const state = from(unknown, failed, failed, failed)
    assert.deepEqual(intents(state), ['create done', 'capture unknown'])
    assert.equal(order.wakeAt(state), addMs(NOW, 15 * SECOND_MS))
  })

  test('may still be answered late', () => {
    const state = from(unknown, done(2, reading('AUTHORIZED', { captured: 1_000 })))
    assert.deepEqual(intents(state), ['create done', 'capture done'])
  })

  test('follows when an answer does not come in time', () => {
    const sent = after(...STATES['capture sent'])
    const late = addMs(NOW, 30 * SECOND_MS)
    assert.equal(dutyOf(sent, addMs(late, -1)), undefined)
    assert.equal(dutyOf(sent, late)?.type, 'give-up-answer')
  })

  test('follows when an answer shows less than was asked for', () => {
    const sent = after(...STATES['capture sent'])
    const answer = done(2, reading('AUTHORIZED', { captured: 999 }))
    assert.equal(outcome(sent, answer), 'outcome-unknown, read-wanted')
  })

  test('is created anew under the same reference and key when the provider knows nothing of it', () => {
    const missing = { type: 'report-missing', at: NOW, reference: FIRST } as const
    const state = from(after(...STATES['create unknown']), missing)
    const duty = dutyOf(state, addMs(NOW, 2 * SECOND_MS))
    assert.ok(duty?.type === 'send')
    assert.deepEqual([duty.reference, duty.intent.key], [FIRST, key(1)])
  })

  test('is read as often as any other once it is created, however long that has taken', () => {
    const created = after(place(), send(1, { at: T0 }))
    const late = addMs(T0, 2 * DAY_MS)
    const state = from(created, { ...done(1), at: late })
    assert.equal(order.wakeAt(state), addMs(late, 5 * SECOND_MS))
    const read_ = from(state, { ...read(reading('CREATED')), at: addMs(late, 5 * SECOND_MS) })
    assert.equal(order.wakeAt(read_), addMs(late, 7 * SECOND_MS))
  })

  test('is not created anew when it has been cancelled meanwhile', () => {
    const missing = { type: 'report-missing', at: NOW, reference: FIRST } as const
    const state = from(after(...STATES['create unknown']), CANCEL, missing)
    assert.deepEqual(intents(state), ['create withdrawn', 'cancel withdrawn'])
    assert.equal(statusOf(state), 'cancelled')
    // What was sent may still arrive, and is looked for once.
    const lookAt = addMs(NOW, 5 * MINUTE_MS)
    assert.equal(order.wakeAt(state), lookAt)
    assert.equal(order.wakeAt(from(state, { ...missing, at: lookAt })), undefined)
  })

  test('is given back when it was created late, after it had been given up', () => {
    const missing = { type: 'report-missing', at: NOW, reference: FIRST } as const
    const state = from(
      after(...STATES['create unknown']),
      CANCEL,
      missing,
      read(reading('CREATED')),
    )
    assert.ok(order.wakeAt(state))
    const approved = from(state, read(reading('AUTHORIZED')))
    assert.deepEqual(intents(approved), ['create withdrawn', 'cancel withdrawn', 'cancel recorded'])
    assert.deepEqual(attention(approved), ['lateApproval'])
  })
})

describe('an approval after the shop has cancelled', () => {
  const late = read(reading('AUTHORIZED'))

  test('is released at once, and somebody is told', () => {
    const state = from(after(...STATES.terminated.slice(0, 4)), late)
    assert.deepEqual(attention(state), ['lateApproval'])
    assert.deepEqual(intents(state), ['create done', 'cancel recorded'])
    const released = reading('AUTHORIZED', { cancelled: 1_000 })
    const after_ = from(state, send(2), done(2, released))
    assert.deepEqual([statusOf(after_), after_.paidBy], ['cancelled', undefined])
  })

  test('reinstates the order where that is the policy, and is not released', () => {
    const open = after(place({ lateApproval: 'reinstate' }), send(1, { at: T0 }), done(1), CANCEL)
    const state = from(open, late)
    assert.deepEqual([statusOf(state), state.paidBy], ['authorized', FIRST])
    assert.equal(state.cancelledAt, undefined)
    assert.deepEqual(intents(state), ['create done', 'cancel refused'])
    assert.deepEqual(attention(state), ['lateApproval'])
  })
})

describe('a second attempt', () => {
  const two = from(after(...STATES['second attempt']), send(3, { reference: SECOND }))
  const open = from(two, done(3, undefined, SECOND))

  test('has the next reference, and the first is ended unless it has been approved', () => {
    assert.deepEqual(
      open.attempts.map(({ reference }) => reference),
      [FIRST, SECOND],
    )
    assert.deepEqual(intents(open), ['create done', 'cancel recorded'])
    assert.equal(open.attempts[0]?.intents[1]?.transactionOnly, true)
  })

  test('is ended when the first turns out to be paid', () => {
    const state = from(open, read(reading('AUTHORIZED')))
    assert.equal(state.paidBy, FIRST)
    assert.deepEqual(intents(state, SECOND), ['create done', 'cancel recorded'])
    assert.deepEqual(attention(state), [])
  })

  test('that is paid as well is released, and somebody is told', () => {
    const paid = from(open, read(reading('AUTHORIZED')))
    const twice = from(paid, read(reading('AUTHORIZED'), { reference: SECOND }))
    assert.deepEqual(attention(twice), ['paidTwice'])
    assert.equal(twice.paidBy, FIRST)
    const released = done(4, reading('AUTHORIZED', { cancelled: 1_000 }), SECOND)
    const state = from(twice, send(4, { reference: SECOND }), released)
    assert.deepEqual(intents(state, SECOND), ['create done', 'cancel done'])
    assert.equal(statusOf(state), 'authorized')
  })

  test('that was captured elsewhere is refunded', () => {
    const paid = from(open, read(reading('AUTHORIZED')))
    const captured = read(reading('AUTHORIZED', { captured: 1_000 }), { reference: SECOND })
    const state = from(paid, captured)
    assert.equal(state.attempts[1]?.intents.at(-1)?.type, 'refund')
  })

  test('for another amount makes the first worthless, even when that is approved', () => {
    const dearer = from(after(...STATES.created), { ...AGAIN, amount: minorUnits(2_000) })
    const state = from(dearer, read(reading('AUTHORIZED')))
    assert.deepEqual([state.paidBy, attention(state)], [undefined, ['amountOutdated']])
    assert.deepEqual(intents(state), ['create done', 'cancel recorded'])
  })

  test('is refused once there are ten', () => {
    let state = after(place())
    for (let count = 1; count < 10; count += 1) state = from(state, AGAIN)
    assert.equal(outcome(state, AGAIN), 'refuses: tooManyAttempts')
  })
})

describe('the policies', () => {
  test('capture in full as soon as it is authorized what is delivered at once', () => {
    const open = after(place({ capture: 'when-authorized' }), send(1, { at: T0 }), done(1))
    const state = from(open, read(reading('AUTHORIZED')))
    const intent = state.attempts[0]?.intents[1]
    assert.deepEqual([intent?.type, intent?.amount, intent?.by], ['capture', 1_000, 'policy'])
  })

  const last = { ...CAPTURE, amount: minorUnits(400), isLast: true }
  const captured = done(2, reading('AUTHORIZED', { captured: 400 }))

  test('release what is left after the last capture', () => {
    const state = from(after(...STATES.authorized), last, send(2), captured)
    assert.deepEqual(intents(state), ['create done', 'capture done', 'cancel recorded'])
  })

  test('leave it reserved where they say so', () => {
    const commands = [send(1, { at: T0 }), done(1), read(reading('AUTHORIZED')), last, send(2)]
    const state = after(place({ releaseRemainder: false }), ...commands, captured)
    assert.deepEqual(intents(state), ['create done', 'capture done'])
    assert.equal(statusOf(state), 'partiallyCaptured')
  })

  test('leave it reserved while more is to come', () => {
    const part = { ...CAPTURE, amount: minorUnits(400) }
    const state = from(after(...STATES.authorized), part, send(2), captured)
    assert.deepEqual(intents(state), ['create done', 'capture done'])
  })

  test('warn before the guarantee ends, once', () => {
    const guaranteed = { ...reading('AUTHORIZED'), captureGuaranteedUntil: addMs(NOW, 5 * DAY_MS) }
    const state = from(after(...STATES.created), read(guaranteed))
    const due = addMs(NOW, 3 * DAY_MS)
    assert.equal(
      outcome(state, { type: 'warn', at: addMs(due, -1), reference: FIRST }),
      'refuses: notDue',
    )
    const warned = from(state, { type: 'warn', at: due, reference: FIRST })
    assert.deepEqual(attention(warned), ['guaranteeEnding'])
    const cleared = from(warned, { type: 'clear-attention', at: due, by: 'kari' })
    assert.equal(outcome(cleared, { type: 'warn', at: due, reference: FIRST }), 'refuses: notDue')
  })

  test('warn five days after the authorization where no guarantee is told', () => {
    const duty = dutyOf(after(...STATES.authorized), addMs(NOW, 5 * DAY_MS))
    // Reading comes first: it is due every day.
    assert.equal(duty?.type, 'read')
    const state = after(...STATES.authorized)
    const warn = { type: 'warn', at: addMs(NOW, 5 * DAY_MS), reference: FIRST } as const
    assert.equal(outcome(state, { ...warn, at: addMs(warn.at, -1) }), 'refuses: notDue')
    assert.equal(outcome(state, warn), 'guaranteeEnding')
  })
})

describe('several changes', () => {
  const parts = from(
    after(...STATES.authorized),
    { ...CAPTURE, amount: minorUnits(300) },
    { ...CAPTURE, amount: minorUnits(300) },
  )

  test('are sent one after the other, each with a key of its own', () => {
    assert.equal(outcome(parts, send(3)), 'refuses: notDue')
    const first = done(2, reading('AUTHORIZED', { captured: 300 }))
    const state = from(parts, send(2), first)
    assert.equal(outcome(state, send(3)), 'intent-sent')
  })

  test('are refused where all of them together exceed what is reserved', () => {
    assert.equal(
      outcome(parts, { ...CAPTURE, amount: minorUnits(401) }),
      'refuses: captureExceedsReserved',
    )
    assert.equal(outcome(parts, { ...CAPTURE, amount: minorUnits(400) }), 'capture recorded')
  })

  test('are refused while a cancellation is open', () => {
    const state = from(after(...STATES.authorized), CANCEL)
    assert.equal(outcome(state, CAPTURE), 'refuses: nothingToCapture')
    assert.equal(outcome(state, CANCEL), 'refuses: nothingToCancel')
  })

  test('count for refunds too', () => {
    const state = from(after(...STATES.captured), { ...REFUND, amount: minorUnits(700) })
    assert.equal(
      outcome(state, { ...REFUND, amount: minorUnits(301) }),
      'refuses: refundExceedsCaptured',
    )
  })

  test('are bounded', () => {
    let state = after(...STATES.captured)
    for (let count = 3; count <= 50; count += 1) {
      state = from(state, { ...REFUND, amount: minorUnits(1) })
    }
    assert.equal(outcome(state, { ...REFUND, amount: minorUnits(1) }), 'refuses: tooManyIntents')
  })
})

describe('a refused cancellation', () => {
  const refused = from(after(...STATES.authorized), CANCEL, send(2), refuse(2))

  test('is worth a look when something is still reserved', () => {
    const state = from(refused, read(reading('AUTHORIZED')))
    assert.deepEqual(attention(state), ['cancelRefused'])
  })

  test('does not matter when nothing is left', () => {
    const state = from(refused, read(reading('AUTHORIZED', { captured: 1_000 })))
    assert.deepEqual(attention(state), [])
  })
})

describe('an intent that is put off', () => {
  const postponed = (retryAfterMs?: number): OrderCommand => ({
    type: 'report-postponed',
    at: NOW,
    reference: FIRST,
    key: key(2),
    code: 'orderProcessing',
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  })
  const sent = after(...STATES['capture sent'])

  test('waits as long as asked, its own pause at the least, and an hour at the most', () => {
    assert.equal(order.wakeAt(from(sent, postponed())), addMs(NOW, 2 * SECOND_MS))
    const asked = from(sent, postponed(MINUTE_MS))
    assert.equal(order.wakeAt(asked), addMs(NOW, MINUTE_MS))
    assert.equal(order.wakeAt(from(sent, postponed(DAY_MS))), addMs(NOW, HOUR_MS))
  })

  test('is not sent before its time, whoever would', () => {
    const asked = from(sent, postponed(MINUTE_MS))
    assert.equal(outcome(asked, send(2, { at: addMs(NOW, MINUTE_MS - 1) })), 'refuses: notDue')
    assert.equal(outcome(asked, send(2, { at: addMs(NOW, MINUTE_MS) })), 'intent-sent')
  })

  test('is told of the fifth time', () => {
    let state = after(...STATES['capture recorded'])
    for (let count = 1; count <= 5; count += 1) {
      assert.deepEqual(attention(state), [])
      const at = order.wakeAt(state) ?? NOW
      state = from(state, send(2, { at }), { ...postponed(), at } as OrderCommand)
    }
    assert.deepEqual(attention(state), ['intentDelayed'])
    const again = from(state, send(2, { at: order.wakeAt(state) ?? NOW }))
    assert.deepEqual(attention(again), ['intentDelayed'])
    const captured = reading('AUTHORIZED', { captured: 1_000 })
    assert.deepEqual(attention(from(again, done(2, captured))), [])
    assert.deepEqual(attention(from(again, refuse(2))), ['captureRefused'])
  })

  test('is given up after thirty days', () => {
    const kept = { ...postponed(), at: addMs(NOW, 30 * DAY_MS) } as OrderCommand
    assert.deepEqual(attention(from(sent, kept)), [])
    const much = { ...postponed(), at: addMs(NOW, 30 * DAY_MS + 1) } as OrderCommand
    assert.deepEqual(attention(from(sent, much)), ['captureRefused'])
  })

  test('can be cancelled: nothing of it has happened', () => {
    const state = from(sent, postponed(), CANCEL)
    assert.deepEqual(intents(state), ['create done', 'capture withdrawn', 'cancel recorded'])
  })
})

describe('an impossible event', () => {
  const at = NOW
  const reference = FIRST
  for (const [name, state, event] of [
    ['before placing', undefined, { type: 'paid', at, reference }],
    ['of no attempt', after(place()), { type: 'opened', at, reference: SECOND }],
    ['twice', after(...STATES.authorized), { type: 'paid', at, reference }],
    [
      'of a finished intent',
      after(...STATES.created),
      { type: 'intent-done', at, reference, key: key(1) },
    ],
    [
      'of an unknown intent',
      after(...STATES.created),
      { type: 'intent-done', at, reference, key: key(9) },
    ],
    [
      'taken back once sent',
      after(...STATES['create sent']),
      { type: 'intent-withdrawn', at, reference, key: key(1) },
    ],
    ['reinstating what is wanted', after(place()), { type: 'reinstated', at, reference }],
  ] as const) {
    test(`is ${event.type} ${name}`, () => {
      assert.throws(() => order.evolve(state, event), /impossible/)
    })
  }

  test('is a lost intent that was never sent', () => {
    assert.equal(outcome(after(place()), lost(1)), 'refuses: notDue')
  })
})

test('a cancellation that was refused can be tried again', () => {
  const refused = from(after(...STATES.authorized), CANCEL, send(2), refuse(2))
  assert.equal(outcome(refused, CANCEL), 'cancel recorded')
})

describe('attention', () => {
  const refused = after(...STATES['capture refused'])
  const both = from(refused, { type: 'warn', at: addMs(NOW, 6 * DAY_MS), reference: FIRST })
  const clear = { type: 'clear-attention', at: NOW, by: 'kari' } as const

  test('is cleared as a whole unless something narrows it down', () => {
    assert.deepEqual(attention(both), ['captureRefused', 'guaranteeEnding'])
    assert.deepEqual(attention(from(both, clear)), [])
    assert.deepEqual(attention(from(both, { ...clear, kind: 'captureRefused' })), [
      'guaranteeEnding',
    ])
    assert.deepEqual(attention(from(both, { ...clear, reference: FIRST })), [])
  })

  test('of another kind or payment is not there to be cleared', () => {
    assert.equal(outcome(both, { ...clear, reference: SECOND }), 'refuses: nothingToClear')
    assert.equal(outcome(refused, { ...clear, kind: 'paidTwice' }), 'refuses: nothingToClear')
  })

  test('is cleared by somebody, and for a reason', () => {
    const decision = order.decide(both, { ...clear, reason: 'the bank was called' })
    assert.deepEqual('events' in decision && decision.events, [
      { type: 'attention-cleared', at: NOW, by: 'kari', reason: 'the bank was called' },
    ])
  })
})
