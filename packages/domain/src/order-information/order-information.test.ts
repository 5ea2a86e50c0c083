import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseImageId, parseOrderId, type Instant } from '@kvitt/values'
import { minutes, MSN, T0 } from '../../test-support/given-payments.ts'
import { categoryAddress } from './category-address.ts'
import {
  addedCategories,
  CATEGORIES_MAX,
  orderInformation,
  replaceableCategory,
  shownCategory,
  type OrderInformation,
  type OrderInformationCommand,
  type OrderInformationEvent,
  type OrderInformationRefusal,
} from './order-information.ts'

const NOW = minutes(1)
const orderId = parseOrderId('acme-shop-1')
assert.ok(orderId)
const ORDER = { msn: MSN, paymentType: 'ECOM', orderId } as const
const RECEIPT = { orderLines: [], bottomLine: { currency: 'NOK' } }

function terms(id: string) {
  return { id, type: 'TICKET', url: `https://shop.example/${id}` } as const
}

function put(id: string, at: Instant = T0) {
  return { type: 'category-put', at, order: ORDER, category: terms(id) } as const
}

function added(id: string, at: Instant = T0) {
  return { type: 'category-added', at, order: ORDER, category: terms(id) } as const
}

function deleted(id: string, at: Instant = T0) {
  return { type: 'category-deleted', at, id } as const
}

function received(
  id: string,
  at: Instant = T0,
  sentWith: 'order-management' | 'payment' = 'order-management',
) {
  const receipt = { id, sentWith, content: RECEIPT }
  return { type: 'receipt-added', at, order: ORDER, receipt } as const
}

function fold(events: readonly OrderInformationEvent[]): OrderInformation | undefined {
  return events.reduce<OrderInformation | undefined>(
    (state, event) => orderInformation.evolve(state, event),
    undefined,
  )
}

const STATES = {
  none: [],
  'category a put': [put('a')],
  'category b added': [added('b')],
  'category a put, b added': [put('a'), added('b')],
  'category b added and deleted': [added('b'), deleted('b')],
  'a receipt': [received('r')],
} as const satisfies Record<string, readonly OrderInformationEvent[]>

const COMMANDS = {
  'put a': { type: 'put-category', at: NOW, order: ORDER, category: terms('a') },
  'add c': { type: 'add-category', at: NOW, order: ORDER, category: terms('c') },
  'delete b': { type: 'delete-category', at: NOW, id: 'b' },
  'add a receipt': { type: 'add-receipt', at: NOW, order: ORDER, id: 's', content: RECEIPT },
  'take the receipt of a payment': {
    type: 'take-receipt-of-payment',
    at: NOW,
    order: ORDER,
    id: 's',
    content: RECEIPT,
  },
} as const satisfies Record<string, OrderInformationCommand>

type Expected = OrderInformationRefusal | readonly OrderInformationEvent[]

const USUAL: Record<keyof typeof COMMANDS, Expected> = {
  'put a': [put('a', NOW)],
  'add c': [added('c', NOW)],
  'delete b': 'categoryNotFound',
  'add a receipt': [received('s', NOW)],
  'take the receipt of a payment': [received('s', NOW, 'payment')],
}

const TABLE: Record<keyof typeof STATES, Record<keyof typeof COMMANDS, Expected>> = {
  none: USUAL,
  'category a put': { ...USUAL, 'put a': [] },
  'category b added': { ...USUAL, 'delete b': [deleted('b', NOW)] },
  'category a put, b added': { ...USUAL, 'delete b': [deleted('b', NOW)] },
  'category b added and deleted': USUAL,
  'a receipt': { ...USUAL, 'add a receipt': 'receiptExists', 'take the receipt of a payment': [] },
}

for (const [name, row] of Object.entries(TABLE)) {
  describe(`order information: ${name}`, () => {
    for (const [command, expected] of Object.entries(row)) {
      const then = typeof expected === 'string' ? expected : (expected[0]?.type ?? 'nothing')
      test(`${command} → ${then}`, () => {
        const state = fold(STATES[name as keyof typeof STATES])
        const given = COMMANDS[command as keyof typeof COMMANDS]
        const decision = orderInformation.decide(state, given)
        const wanted = typeof expected === 'string' ? { refusal: expected } : { events: expected }
        assert.deepEqual(decision, wanted)
      })
    }
  })
}

test('the table holds every command', () => {
  const types = {
    'put-category': true,
    'add-category': true,
    'delete-category': true,
    'add-receipt': true,
    'take-receipt-of-payment': true,
  } satisfies Record<OrderInformationCommand['type'], true>
  const told = new Set(Object.values(COMMANDS).map(({ type }) => type))
  assert.deepEqual([...told].toSorted(), Object.keys(types).toSorted())
})

test('an order keeps what it was first told', () => {
  assert.deepEqual(fold([received('r'), put('a', NOW)]), {
    ...ORDER,
    categories: [{ ...terms('a'), placedAt: NOW, replaceable: true }],
    receipt: { id: 'r', sentWith: 'order-management', addedAt: T0, content: RECEIPT },
  })
})

describe('the categories of an order', () => {
  test('a put replaces the last put and nothing else', () => {
    const state = fold([put('a'), added('b'), put('c')])
    assert.equal(replaceableCategory(state)?.id, 'c')
    assert.deepEqual(
      addedCategories(state).map(({ id }) => id),
      ['b'],
    )
  })

  test('added ones are listed newest first', () => {
    const state = fold([added('a'), added('b'), added('c')])
    assert.deepEqual(
      addedCategories(state).map(({ id }) => id),
      ['c', 'b', 'a'],
    )
  })

  test('the newest of all is shown, also within one moment', () => {
    assert.equal(shownCategory(fold([put('a'), added('b')]))?.id, 'b')
    assert.equal(shownCategory(fold([added('b'), put('a')]))?.id, 'a')
    assert.equal(shownCategory(fold([put('a'), added('b'), deleted('b')]))?.id, 'a')
    assert.equal(shownCategory(undefined), undefined)
  })

  test('putting what is put but not shown brings it back to the front', () => {
    const state = fold([put('a'), added('b')])
    const decision = orderInformation.decide(state, COMMANDS['put a'])
    assert.deepEqual(decision, { events: [put('a', NOW)] })
  })

  test('a put with another image is another one', () => {
    const imageId = parseImageId('socks')
    assert.ok(imageId)
    const category = { ...terms('a'), imageId }
    const command = { ...COMMANDS['put a'], category }
    const decision = orderInformation.decide(fold([put('a')]), command)
    assert.deepEqual(decision, { events: [{ ...put('a', NOW), category }] })
  })

  test(`are ${CATEGORIES_MAX} at the most beside the one that is put`, () => {
    const many = Array.from({ length: CATEGORIES_MAX - 1 }, (_, index) => added(`n${index}`))
    const room = orderInformation.decide(fold([put('a'), ...many]), COMMANDS['add c'])
    assert.ok('events' in room)
    const full = orderInformation.decide(fold([...many, added('last')]), COMMANDS['add c'])
    assert.deepEqual(full, { refusal: 'tooManyCategories' })
    const replaced = orderInformation.decide(fold([...many, added('last')]), COMMANDS['put a'])
    assert.ok('events' in replaced)
  })

  test('one that is put cannot be deleted', () => {
    const decision = orderInformation.decide(fold([put('b')]), COMMANDS['delete b'])
    assert.deepEqual(decision, { refusal: 'categoryNotFound' })
  })
})

describe('a log that cannot have been is a bug', () => {
  test('a second receipt', () => {
    assert.throws(() => fold([received('r'), received('s')]), /impossible/)
  })

  test('a deletion of nothing', () => {
    assert.throws(() => fold([deleted('b')]), /impossible/)
    assert.throws(() => fold([put('a'), deleted('b')]), /impossible/)
  })

  test('a second address of one category', () => {
    const event = { type: 'registered', at: T0, order: ORDER } as const
    const state = categoryAddress.evolve(undefined, event)
    assert.deepEqual(state, { order: ORDER })
    assert.throws(() => categoryAddress.evolve(state, event), /impossible/)
    const command = { type: 'register', at: T0, order: ORDER } as const
    assert.deepEqual(categoryAddress.decide(undefined, command), { events: [event] })
    assert.deepEqual(categoryAddress.decide(state, command), { refusal: 'addressRegistered' })
  })
})

test('time alone does nothing to it', () => {
  const state = fold([put('a'), received('r')])
  assert.ok(state)
  assert.equal(orderInformation.wakeAt(state), undefined)
  assert.equal(categoryAddress.wakeAt({ order: ORDER }), undefined)
})
