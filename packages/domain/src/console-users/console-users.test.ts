import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { instant } from '@kvitt/values'
import {
  consoleUserOf,
  consoleUsers,
  type ConsoleUsers,
  type ConsoleUsersCommand,
} from './console-users.ts'

const NOW = instant(Date.UTC(2026, 0, 1, 12))
const ADMIN = { at: NOW, by: 'server', name: 'admin' } as const
const KARI = { at: NOW, by: 'admin', name: 'kari' } as const
const FIRST = { ...ADMIN, type: 'create-first', role: 'administer', hash: 'h1' } as const
const CREATE = { ...KARI, type: 'create', role: 'read', hash: 'h2', isOneTime: true } as const
const WELCOME = {
  at: NOW,
  by: 'openid',
  type: 'welcome',
  name: 'per',
  role: 'handle',
  issuer: 'https://id.example',
  subject: '1',
} as const

function after(...commands: readonly ConsoleUsersCommand[]): ConsoleUsers | undefined {
  return commands.reduce<ConsoleUsers | undefined>((state, command) => {
    const decision = consoleUsers.decide(state, command)
    assert.ok('events' in decision, JSON.stringify(decision))
    return decision.events.reduce<ConsoleUsers | undefined>(
      (each, event) => consoleUsers.evolve(each, event),
      state,
    )
  }, undefined)
}

/** What a command is refused with, or the types of what happens. */
function outcome(state: ConsoleUsers | undefined, command: ConsoleUsersCommand): string {
  const decision = consoleUsers.decide(state, command)
  return 'refusal' in decision
    ? `refused: ${decision.refusal}`
    : decision.events.map(({ type }) => type).join()
}

describe('console users', () => {
  test('have one first among them', () => {
    assert.equal(outcome(undefined, FIRST), 'user-created')
    assert.equal(outcome(after(FIRST), FIRST), 'refused: notFirst')
    assert.equal(outcome(after(CREATE), FIRST), 'refused: notFirst')
  })

  test('are told apart by name, whatever its case and the form of its letters', () => {
    for (const name of ['kari', 'KARI', 'ｋａｒｉ']) {
      const refused = outcome(after(CREATE), { ...CREATE, name })
      assert.equal(refused, 'refused: nameTaken')
    }
    assert.equal(outcome(after(CREATE), { ...CREATE, name: 'kåre' }), 'user-created')
  })

  for (const name of [
    '',
    'x',
    'a b',
    '-kari',
    'shop',
    'Policy',
    'SERVER',
    'openid',
    'x'.repeat(61),
  ])
    test(`cannot be called '${name}'`, () => {
      assert.equal(outcome(undefined, { ...CREATE, name }), 'refused: nameInvalid')
    })

  test('are no more than 500, those who are deactivated among them', () => {
    const users = Array.from({ length: 500 }, (_, index) => ({ ...CREATE, name: `kari-${index}` }))
    const full = after(...users, { ...KARI, name: 'kari-7', type: 'deactivate' })
    assert.equal(outcome(full, CREATE), 'refused: tooManyUsers')
  })

  test('always have an active administrator, who cannot be demoted or deactivated', () => {
    const one = after(FIRST, CREATE)
    assert.equal(outcome(one, { ...ADMIN, type: 'deactivate' }), 'refused: lastAdministrator')
    const demote = { ...ADMIN, type: 'change-role', role: 'handle' } as const
    assert.equal(outcome(one, demote), 'refused: lastAdministrator')
    const promote = { ...KARI, type: 'change-role', role: 'administer' } as const
    assert.equal(outcome(after(FIRST, CREATE, promote), demote), 'role-changed')
    const gone = after(FIRST, CREATE, promote, { ...KARI, type: 'deactivate' })
    assert.equal(outcome(gone, demote), 'refused: lastAdministrator')
  })

  test('end their sessions with a new password and with deactivation, and with nothing else', () => {
    const epochOf = (...commands: readonly ConsoleUsersCommand[]): number | undefined =>
      consoleUserOf(after(CREATE, ...commands) ?? { users: [] }, 'kari')?.epoch
    const change = { ...KARI, from: 'h2', hash: 'h3' }
    assert.equal(epochOf(), 1)
    assert.equal(epochOf({ ...change, type: 'rehash-password' }), 1)
    assert.equal(epochOf({ ...KARI, type: 'change-role', role: 'handle' }), 1)
    assert.equal(epochOf({ ...change, type: 'change-password' }), 2)
    assert.equal(epochOf({ ...KARI, type: 'reset-password', hash: 'h3' }), 2)
    assert.equal(epochOf({ ...KARI, type: 'deactivate' }, { ...KARI, type: 'reactivate' }), 2)
  })

  test('change a password that is still theirs', () => {
    const command = { ...KARI, from: 'h0', hash: 'h3' }
    for (const type of ['change-password', 'rehash-password'] as const) {
      assert.equal(outcome(after(CREATE), { ...command, type }), 'refused: passwordOutdated')
    }
    const gone = after(FIRST, CREATE, { ...KARI, type: 'deactivate' })
    const late = { ...command, from: 'h2', type: 'change-password' } as const
    assert.equal(outcome(gone, late), 'refused: userDeactivated')
  })

  test('keep that a password is for one time when it is hashed anew', () => {
    const rehash = { ...KARI, type: 'rehash-password', from: 'h2', hash: 'h3' } as const
    const [user] = after(CREATE, rehash)?.users ?? []
    assert.deepEqual(user?.login, { kind: 'password', hash: 'h3', isOneTime: true })
  })

  test('come from an identity provider by issuer and subject, and never by name', () => {
    const here = after(CREATE, WELCOME)
    assert.equal(outcome(here, WELCOME), '')
    assert.equal(outcome(here, { ...WELCOME, name: 'other', role: 'read' }), 'role-changed')
    assert.equal(outcome(here, { ...WELCOME, subject: '2' }), 'refused: nameTaken')
    assert.equal(outcome(here, { ...WELCOME, name: 'kari', subject: '2' }), 'refused: nameTaken')
    const gone = after(WELCOME, { ...KARI, name: 'per', type: 'deactivate' })
    assert.equal(outcome(gone, WELCOME), 'refused: userDeactivated')
  })

  test('who are not there cannot be changed', () => {
    assert.equal(outcome(after(FIRST), { ...KARI, type: 'deactivate' }), 'refused: userUnknown')
    const event = { ...KARI, type: 'user-deactivated' } as const
    assert.throws(() => consoleUsers.evolve(undefined, event), /impossible/)
  })
})
