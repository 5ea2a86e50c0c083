import assert from 'node:assert/strict'
import { test } from 'node:test'
import { payment, webhookDelivery, webhookRegistrations } from '@kvitt/domain'
import {
  approve,
  create,
  deliveryKey,
  EXPIRES_AT,
  KEY,
  MSN,
  onPayment,
  OPTIONS,
  T0,
} from '../test-support/payments.ts'
import { purse, type PurseCommand, type PurseEvent } from '../test-support/purse.ts'
import {
  idOf,
  planBatch,
  type BatchPlan,
  type BatchRequest,
  type Loaded,
  type View,
} from './batch.ts'
import type { Reaction } from './store.ts'

const NOTHING: Loaded = { version: 0, state: undefined }

/** Shows what it is given, and of everything else that it is not there or not yet known. */
function view(
  aggregates: Readonly<Record<string, Loaded>>,
  others: 'are not there' | 'are not known' = 'are not there',
): View {
  return {
    aggregate: (kind, key) =>
      aggregates[idOf(kind, key)] ?? (others === 'are not there' ? NOTHING : undefined),
    kept: () => undefined,
  }
}

function planned(plan: ReturnType<typeof planBatch>): BatchPlan {
  assert.ok(!('missing' in plan))
  return plan
}

function onPurse(command: PurseCommand, key = 'purse'): BatchRequest {
  return { aggregate: purse, key, command, at: T0 }
}

const REGISTRATIONS: Loaded = {
  version: 25,
  state: {
    msn: MSN,
    registrations: Array.from({ length: 25 }, (_, index) => ({
      id: `registration ${index}`,
      events: ['created', 'authorized'],
    })),
  },
}

test('writes an aggregate once, with the version that was loaded and all events since', () => {
  const loaded = view({ [idOf('purse', 'purse')]: { version: 7, state: { coins: 5 } } })
  const plan = planned(
    planBatch(
      [
        onPurse({ type: 'put', coins: 1 }),
        onPurse({ type: 'take', coins: 9 }),
        onPurse({ type: 'set-timer', timer: EXPIRES_AT }),
      ],
      loaded,
      OPTIONS,
    ),
  )
  assert.deepEqual(plan.aggregates, [
    {
      aggregate: purse,
      key: 'purse',
      expectedVersion: 7,
      state: { coins: 6, timer: EXPIRES_AT },
      wakeAt: EXPIRES_AT,
      events: [
        { type: 'put', coins: 1 },
        { type: 'timer-set', timer: EXPIRES_AT },
      ],
    },
  ])
})

test('writes nothing when nothing happens', () => {
  const { aggregates, replies, results } = planned(
    planBatch([onPurse({ type: 'take', coins: 1 })], view({}), OPTIONS),
  )
  assert.deepEqual({ aggregates, replies }, { aggregates: [], replies: [] })
  assert.equal(results.length, 1)
})

test('leaves no trace of a command that throws after time has acted', () => {
  const due = { version: 1, state: { coins: 1, timer: T0 } }
  const plan = planned(
    planBatch([onPurse({ type: 'break' })], view({ [idOf('purse', 'purse')]: due }), OPTIONS),
  )
  assert.deepEqual(plan.aggregates, [])
  assert.ok(plan.results[0] && 'error' in plan.results[0])
})

test('names all that is missing at once', () => {
  const requests = [onPayment(create()), onPayment(approve()), onPurse({ type: 'put', coins: 1 })]
  const first = planBatch(requests, view({}, 'are not known'), OPTIONS)
  assert.ok('missing' in first)
  assert.deepEqual(
    first.missing.map(({ aggregate }) => aggregate.kind),
    ['payment', 'payment', 'purse'],
  )

  const known = {
    [idOf(payment.kind, KEY)]: NOTHING,
    [idOf(webhookRegistrations.kind, MSN)]: REGISTRATIONS,
    [idOf(purse.kind, 'purse')]: NOTHING,
  }
  const second = planBatch(requests, view(known, 'are not known'), OPTIONS)
  assert.ok('missing' in second)
  const expected = Array.from({ length: 25 }, (_, index) => deliveryKey(`registration ${index}`))
  const keys = new Set(second.missing.map(({ key }) => key))
  assert.deepEqual([...keys], expected)
  assert.ok(second.missing.every(({ aggregate }) => aggregate === webhookDelivery))
})

test('fails a command alone whose follow-ups never end', () => {
  const PING_PONG: Reaction = {
    kind: purse.kind,
    consults: () => ({ aggregate: purse, key: 'nobody' }),
    follow: (event) =>
      (event as PurseEvent).type === 'taken'
        ? []
        : [{ aggregate: purse, key: 'pong', command: { type: 'put', coins: 1 } }],
  }
  const options = { ...OPTIONS, reactions: [PING_PONG] }
  const rich = { version: 1, state: { coins: 5 } }
  const plan = planned(
    planBatch(
      [onPurse({ type: 'put', coins: 1 }, 'ping'), onPurse({ type: 'take', coins: 2 })],
      view({ [idOf('purse', 'purse')]: rich }),
      options,
    ),
  )
  assert.match(
    String(plan.results[0] && 'error' in plan.results[0] && plan.results[0].error),
    /end/,
  )
  assert.deepEqual(
    plan.aggregates.map(({ key }) => key),
    ['purse'],
  )
})

test('shows a reaction how each event found its aggregate, and how it left it', () => {
  const seen: unknown[] = []
  const WATCH: Reaction = {
    kind: purse.kind,
    consults: (key) => ({ aggregate: purse, key }),
    follow: (_event, state, _consulted, before) => {
      seen.push([before, state])
      return []
    },
  }
  const put: PurseCommand = { type: 'put', coins: 2 }
  planned(planBatch([onPurse(put), onPurse(put)], view({}), { ...OPTIONS, reactions: [WATCH] }))
  assert.deepEqual(seen, [
    [undefined, { coins: 2 }],
    [{ coins: 2 }, { coins: 4 }],
  ])
})
