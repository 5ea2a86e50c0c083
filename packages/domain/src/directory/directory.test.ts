import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { instant, parseMsn, parsePhoneNumber, type Msn, type PhoneNumber } from '@kvitt/values'
import { newSalesUnit, USUAL_SETTLEMENT, type Settlement } from '../sales-unit/sales-unit.ts'
import {
  CUSTOMERS_MAX,
  directory,
  SALES_UNITS_MAX,
  type DirectoryCommand,
  type DirectoryRefusal,
} from './decide.ts'
import type { Directory, DirectoryEvent, DirectoryState } from './directory.ts'
import { ageAt, canPay, isDate, marketOf, type TestCustomer } from './test-customer.ts'

function msn(text: string): Msn {
  const parsed = parseMsn(text)
  assert.ok(parsed)
  return parsed
}

function phone(text: string): PhoneNumber {
  const parsed = parsePhoneNumber(text)
  assert.ok(parsed)
  return parsed
}

const VISA = {
  name: 'visa',
  network: 'VISA',
  bin: '492500',
  lastFour: '0004',
  commercial: false,
} as const

const ADA: TestCustomer = {
  phoneNumber: phone('4712345678'),
  firstName: 'Ada',
  lastName: 'Lovelace',
  market: 'NO',
  email: 'ada@example.com',
  emailVerified: true,
  birthDate: '1985-12-10',
  nin: '10928510048',
  addresses: [],
  accounts: [],
  cards: [VISA],
  blocked: false,
  identified: true,
}

const KEYS = { clientId: 'a', clientSecret: 'secret', subscriptionKeys: ['one', 'two'] }
const UNIT = newSalesUnit({ msn: msn('123456'), name: 'Acme', market: 'NO' })
const NEIGHBOUR = newSalesUnit({ msn: msn('100000'), name: 'Acme Two', market: 'DK' })
const SEED: Directory = {
  keySets: [{ ...KEYS, salesUnits: [UNIT, NEIGHBOUR] }],
  customers: [ADA],
}
const STATE = after({ type: 'founded', directory: SEED })

function after(...events: readonly DirectoryEvent[]): DirectoryState {
  const [first, ...rest] = events
  assert.ok(first)
  return folded(directory.evolve(undefined, first), rest)
}

function folded(state: DirectoryState, events: readonly DirectoryEvent[]): DirectoryState {
  return events.reduce<DirectoryState>((each, event) => directory.evolve(each, event), state)
}

function decided(command: DirectoryCommand, state = STATE): DirectoryState {
  const decision = directory.decide(state, command)
  assert.ok('events' in decision, JSON.stringify(decision))
  assert.deepEqual(JSON.parse(JSON.stringify(decision.events)), decision.events)
  return folded(state, decision.events)
}

const NEW_UNIT = {
  type: 'create-sales-unit',
  name: 'New',
  market: 'FI',
  changes: {},
  keys: { clientId: 'b', clientSecret: 'other', subscriptionKeys: ['three', 'four'] },
} as const satisfies DirectoryCommand

const full: Directory = {
  keySets: [
    {
      ...KEYS,
      salesUnits: Array.from({ length: SALES_UNITS_MAX }, (_, index) => ({
        ...UNIT,
        msn: msn(String(2_000_000 + index)),
      })),
    },
  ],
  customers: Array.from({ length: CUSTOMERS_MAX }, (_, index) => ({
    ...ADA,
    phoneNumber: phone(String(4_700_000_000 + index)),
  })),
}

const REFUSED: Record<DirectoryRefusal, readonly (readonly [DirectoryCommand, DirectoryState?])[]> =
  {
    alreadyFounded: [[{ type: 'found', directory: SEED }]],
    notFounded: [],
    intervalNotOffered: [
      [{ ...NEW_UNIT, changes: { settlement: { interval: 'weekly' } } }],
      [
        {
          type: 'change-sales-unit',
          msn: NEIGHBOUR.msn,
          changes: { settlement: { interval: 'monthly' } },
        },
      ],
    ],
    msnTaken: [[{ ...NEW_UNIT, msn: UNIT.msn }]],
    invalidName: [
      [{ ...NEW_UNIT, name: ' ' }],
      [{ ...NEW_UNIT, name: 'n'.repeat(31) }],
      [{ type: 'change-sales-unit', msn: UNIT.msn, changes: { name: '' } }],
    ],
    clientIdTaken: [[{ ...NEW_UNIT, keys: KEYS }]],
    keysUnknown: [[{ ...NEW_UNIT, keys: { clientId: 'nobody' } }]],
    tooManySalesUnits: [[NEW_UNIT, after({ type: 'founded', directory: full })]],
    salesUnitUnknown: [
      [{ type: 'change-sales-unit', msn: msn('999999'), changes: {} }],
      [{ type: 'rotate-key', msn: msn('999999'), key: 'primary', value: 'new' }],
    ],
    customerExists: [[{ type: 'create-customer', customer: ADA }]],
    phoneNumberOfNoMarket: [
      [{ type: 'create-customer', customer: { ...ADA, phoneNumber: phone('46701234567') } }],
      [{ type: 'create-customer', customer: { ...ADA, phoneNumber: phone('4512345678') } }],
    ],
    invalidBirthDate: [
      [{ type: 'change-customer', phoneNumber: ADA.phoneNumber, changes: { birthDate: '1990' } }],
    ],
    cardNamedTwice: [
      [{ type: 'change-customer', phoneNumber: ADA.phoneNumber, changes: { cards: [VISA, VISA] } }],
    ],
    customerUnknown: [
      [{ type: 'change-customer', phoneNumber: phone('4799999999'), changes: {} }],
      [{ type: 'remove-customer', phoneNumber: phone('4799999999') }],
    ],
    tooManyCustomers: [
      [
        { type: 'create-customer', customer: { ...ADA, phoneNumber: phone('4799999999') } },
        after({ type: 'founded', directory: full }),
      ],
    ],
  }

describe('a change to the directory', () => {
  for (const [refusal, cases] of Object.entries(REFUSED)) {
    for (const [command, state = STATE] of cases) {
      const { type } = command
      test(`${type} is refused with ${refusal}`, () => {
        assert.deepEqual(directory.decide(state, command), { refusal })
      })
    }
  }

  test('needs a directory', () => {
    assert.deepEqual(directory.decide(undefined, NEW_UNIT), { refusal: 'notFounded' })
    const event = { type: 'customer-created', customer: ADA } as const
    assert.throws(() => directory.evolve(undefined, event), /impossible/)
    assert.throws(() => directory.evolve(STATE, { type: 'founded', directory: SEED }), /impossible/)
  })

  test('that changes nothing is no event', () => {
    const { name, grants } = UNIT
    for (const command of [
      { type: 'change-sales-unit', msn: UNIT.msn, changes: { name, grants } },
      { type: 'change-customer', phoneNumber: ADA.phoneNumber, changes: { email: ADA.email } },
    ] as const) {
      assert.deepEqual(directory.decide(STATE, command), { events: [] })
    }
  })

  test('makes it a later one', () => {
    assert.equal(STATE.revision, 1)
    const changed = decided({ type: 'remove-customer', phoneNumber: ADA.phoneNumber })
    assert.equal(changed.revision, 2)
    assert.equal(decided({ type: 'restore', directory: SEED }, changed).revision, 3)
  })

  test('needs no waking', () => {
    assert.equal(directory.wakeAt(STATE), undefined)
  })
})

describe('a sales unit', () => {
  test('gets the lowest free MSN from 100000 on', () => {
    const [, own] = decided(NEW_UNIT).keySets
    assert.deepEqual(own, {
      ...NEW_UNIT.keys,
      salesUnits: [newSalesUnit({ msn: msn('100001'), name: 'New', market: 'FI' })],
    })
  })

  test('can join the keys of others', () => {
    const { keySets } = decided({ ...NEW_UNIT, msn: msn('7654321'), keys: { clientId: 'a' } })
    assert.equal(keySets.length, 1)
    assert.deepEqual(
      keySets[0]?.salesUnits.map((unit) => unit.msn),
      ['123456', '100000', '7654321'],
    )
  })

  test('is made with its switches', () => {
    const changes = { strict: true, grants: { push: false } }
    const unit = decided({ ...NEW_UNIT, changes }).keySets[1]?.salesUnits[0]
    assert.deepEqual([unit?.strict, unit?.grants.push, unit?.grants.express], [true, false, true])
  })

  test('changes alone, and in what is named alone', () => {
    const changes = { deactivated: true, grants: { nin: true } }
    const { keySets } = decided({ type: 'change-sales-unit', msn: UNIT.msn, changes })
    const changed = { ...UNIT, deactivated: true, grants: { ...UNIT.grants, nin: true } }
    assert.deepEqual(keySets[0]?.salesUnits, [changed, NEIGHBOUR])
  })

  test('settles when told so, as usual unless told how, and stops', () => {
    const settling = (settlement: Partial<Settlement> | null, state = STATE): DirectoryState =>
      decided({ type: 'change-sales-unit', msn: UNIT.msn, changes: { settlement } }, state)
    const settlementIn = ({ keySets }: DirectoryState) => keySets[0]?.salesUnits[0]?.settlement
    const usual = settling({})
    assert.deepEqual(settlementIn(usual), USUAL_SETTLEMENT)
    const weekly = settling({ interval: 'weekly' }, usual)
    assert.deepEqual(settlementIn(weekly), { ...USUAL_SETTLEMENT, interval: 'weekly' })
    const gross = settling({ method: 'gross' }, weekly)
    assert.equal(settlementIn(gross)?.interval, 'weekly')
    assert.deepEqual(settling(null, gross).keySets, SEED.keySets)
  })

  for (const [key, expected] of [
    ['primary', { subscriptionKeys: ['new', 'two'] }],
    ['secondary', { subscriptionKeys: ['one', 'new'] }],
    ['clientSecret', { clientSecret: 'new' }],
  ] as const) {
    test(`has its ${key} rotated and nothing else, with all that share it`, () => {
      const command = { type: 'rotate-key', msn: NEIGHBOUR.msn, key, value: 'new' } as const
      assert.deepEqual(decided(command).keySets, [{ ...SEED.keySets[0], ...expected }])
    })
  }
})

describe('a customer', () => {
  const kari = { ...ADA, phoneNumber: phone('4796844569'), firstName: 'Kari' }

  test('comes last, is changed in place and goes', () => {
    const created = decided({ type: 'create-customer', customer: kari })
    assert.deepEqual(created.customers, [ADA, kari])
    const changes = { blocked: true }
    const { phoneNumber } = ADA
    const changed = decided({ type: 'change-customer', phoneNumber, changes }, created)
    assert.deepEqual(changed.customers, [{ ...ADA, blocked: true }, kari])
    const removed = decided({ type: 'remove-customer', phoneNumber }, changed)
    assert.deepEqual(removed.customers, [kari])
  })

  test('is back with everybody else when the seed is restored', () => {
    const removed = decided({ type: 'remove-customer', phoneNumber: ADA.phoneNumber })
    const { revision: _, ...restored } = decided({ type: 'restore', directory: SEED }, removed)
    assert.deepEqual(restored, SEED)
  })

  for (const [number, market] of [
    ['4712345678', 'NO'],
    ['4512345678', 'DK'],
    ['358401234', 'FI'],
    ['35840123456789', 'FI'],
    ['471234567', undefined],
    ['45123456789', undefined],
    ['46701234567', undefined],
  ] as const) {
    test(`with the number ${number} is of ${market ?? 'no market'}`, () => {
      assert.equal(marketOf(phone(number)), market)
    })
  }

  for (const [text, expected] of [
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['1990-13-01', false],
    ['1990-1-1', false],
    ['0000-00-00', false],
    ['', false],
  ] as const) {
    test(`is ${expected ? '' : 'not '}born on ${JSON.stringify(text)}`, () => {
      assert.equal(isDate(text), expected)
    })
  }

  const at = instant(Date.UTC(2026, 5, 15, 12))
  for (const [birthDate, age] of [
    ['2011-06-15', 15],
    ['2011-06-16', 14],
    ['2011-06-14', 15],
    ['2026-06-15', 0],
    ['1815-12-10', 210],
  ] as const) {
    test(`born on ${birthDate} is ${age}, and ${age < 15 ? 'cannot' : 'can'} pay businesses`, () => {
      assert.equal(ageAt({ birthDate }, at), age)
      assert.equal(canPay({ ...ADA, birthDate }, at), age >= 15)
    })
  }

  test('who is blocked or younger than the merchant asks cannot pay', () => {
    assert.equal(canPay({ ...ADA, blocked: true }, at), false)
    assert.equal(canPay({ ...ADA, birthDate: '2008-06-15' }, at, 18), true)
    assert.equal(canPay({ ...ADA, birthDate: '2008-06-16' }, at, 18), false)
  })
})
