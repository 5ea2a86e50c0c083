import type { Instant } from '@kvitt/values'
import { impossible, type Aggregate, type Decision } from '../decider.ts'

/** Deactivated ones count: their names stay in what they have done. */
const CONSOLE_USERS_MAX = 500

/** A name as people type it when they sign in: 2 to 60 letters, digits and `. _ @ + -`. */
export const CONSOLE_USER_NAME_PATTERN = /^[\p{L}\p{N}][\p{L}\p{N}._@+-]{1,59}$/u

/** Who acts on orders without being an employee: no user may be called so. */
const RESERVED = new Set(['shop', 'policy', 'server', 'openid'])

/** `handle` may do what `read` may, and `administer` what both may. */
export type ConsoleRole = 'read' | 'handle' | 'administer'

/** How somebody proves who they are. */
type ConsoleLogin =
  | {
      readonly kind: 'password'
      /** In PHC string format. */
      readonly hash: string
      /** Somebody else has seen the password: it lets its user choose another one, and do nothing else. */
      readonly isOneTime: boolean
    }
  | { readonly kind: 'openid'; readonly issuer: string; readonly subject: string }

export interface ConsoleUser {
  /** Unique whatever the case of its letters. */
  readonly name: string
  readonly role: ConsoleRole
  readonly isActive: boolean
  readonly createdAt: Instant
  readonly login: ConsoleLogin
  /** Grows when every session of the user ends: a session counts as long as it has the same. */
  readonly epoch: number
}

export interface ConsoleUsers {
  readonly users: readonly ConsoleUser[]
  readonly revision: number
}

/** `by` is the name of an administrator, of the user itself, `server` or `openid`. */
interface Actor {
  readonly at: Instant
  readonly by: string
  readonly name: string
}

type UserEvent<Type extends string, Facts extends object = object> = Actor & {
  readonly type: Type
} & Facts

export type ConsoleUsersEvent =
  | UserEvent<'user-created', { readonly role: ConsoleRole; readonly login: ConsoleLogin }>
  | UserEvent<'role-changed', { readonly role: ConsoleRole }>
  | UserEvent<'user-deactivated'>
  | UserEvent<'user-reactivated'>
  /** By an administrator, to one that has to be changed. */
  | UserEvent<'password-reset', { readonly hash: string }>
  /** By the user. */
  | UserEvent<'password-changed', { readonly hash: string }>
  /** The same password with the parameters of today. */
  | UserEvent<'password-rehashed', { readonly hash: string }>

export type ConsoleUsersCommand =
  /** The first user of all. */
  | (Actor & { readonly type: 'create-first'; readonly role: ConsoleRole; readonly hash: string })
  | (Actor & {
      readonly type: 'create'
      readonly role: ConsoleRole
      readonly hash: string
      readonly isOneTime: boolean
    })
  | (Actor & { readonly type: 'change-role'; readonly role: ConsoleRole })
  | (Actor & { readonly type: 'deactivate' })
  | (Actor & { readonly type: 'reactivate' })
  | (Actor & { readonly type: 'reset-password'; readonly hash: string })
  /** `from` is the hash that the present password was compared with. */
  | (Actor & {
      readonly type: 'change-password' | 'rehash-password'
      readonly from: string
      readonly hash: string
    })
  /** The identity provider says who has come, and what they may do. */
  | (Actor & {
      readonly type: 'welcome'
      readonly role: ConsoleRole
      readonly issuer: string
      readonly subject: string
    })

export type ConsoleUsersRefusal =
  | 'lastAdministrator'
  | 'nameInvalid'
  | 'nameTaken'
  /** The identity provider has the role of its users, and their passwords. */
  | 'managedElsewhere'
  | 'notFirst'
  | 'passwordOutdated'
  | 'tooManyUsers'
  | 'userDeactivated'
  | 'userUnknown'

type UsersDecision = Decision<ConsoleUsersEvent, ConsoleUsersRefusal>

function decide(state: ConsoleUsers | undefined, command: ConsoleUsersCommand): UsersDecision {
  const users = state?.users ?? []
  switch (command.type) {
    case 'create-first': {
      const { type: _, hash, ...rest } = command
      if (users.length > 0) return { refusal: 'notFirst' }
      return create(users, { ...rest, login: { kind: 'password', hash, isOneTime: true } })
    }
    case 'create': {
      const { type: _, hash, isOneTime, ...rest } = command
      return create(users, { ...rest, login: { kind: 'password', hash, isOneTime } })
    }
    case 'welcome':
      return welcome(users, command)
    case 'change-role':
    case 'deactivate':
    case 'reactivate':
    case 'reset-password':
    case 'change-password':
    case 'rehash-password': {
      const user = consoleUserOf({ users }, command.name)
      return user ? change(users, user, command) : { refusal: 'userUnknown' }
    }
  }
}

type NewUser = Omit<Extract<ConsoleUsersEvent, { type: 'user-created' }>, 'type'>

function create(users: readonly ConsoleUser[], user: NewUser): UsersDecision {
  if (!CONSOLE_USER_NAME_PATTERN.test(user.name) || RESERVED.has(folded(user.name))) {
    return { refusal: 'nameInvalid' }
  }
  if (consoleUserOf({ users }, user.name)) return { refusal: 'nameTaken' }
  if (users.length >= CONSOLE_USERS_MAX) return { refusal: 'tooManyUsers' }
  return one({ ...user, type: 'user-created' })
}

/** A name alone proves nothing: only issuer and subject lead to a user who is there already. */
function welcome(
  users: readonly ConsoleUser[],
  { at, by, name, role, issuer, subject }: Extract<ConsoleUsersCommand, { type: 'welcome' }>,
): UsersDecision {
  const user = openidUserOf({ users }, issuer, subject)
  if (!user)
    return create(users, { at, by, name, role, login: { kind: 'openid', issuer, subject } })
  if (!user.isActive) return { refusal: 'userDeactivated' }
  if (user.role === role) return { events: [] }
  return one({ type: 'role-changed', at, by, name: user.name, role })
}

type Change = Exclude<ConsoleUsersCommand, { type: 'create-first' | 'create' | 'welcome' }>

function change(users: readonly ConsoleUser[], user: ConsoleUser, command: Change): UsersDecision {
  const { at, by } = command
  const actor = { at, by, name: user.name }
  switch (command.type) {
    case 'change-role':
      if (user.login.kind === 'openid') return { refusal: 'managedElsewhere' }
      if (command.role === user.role) return { events: [] }
      if (isLastAdministrator(users, user)) return { refusal: 'lastAdministrator' }
      return one({ ...actor, type: 'role-changed', role: command.role })
    case 'deactivate':
      if (!user.isActive) return { events: [] }
      if (isLastAdministrator(users, user)) return { refusal: 'lastAdministrator' }
      return one({ ...actor, type: 'user-deactivated' })
    case 'reactivate':
      return user.isActive ? { events: [] } : one({ ...actor, type: 'user-reactivated' })
    case 'reset-password':
      if (user.login.kind !== 'password') return { refusal: 'managedElsewhere' }
      return one({ ...actor, type: 'password-reset', hash: command.hash })
    case 'change-password':
    case 'rehash-password': {
      if (user.login.kind !== 'password') return { refusal: 'managedElsewhere' }
      if (!user.isActive) return { refusal: 'userDeactivated' }
      if (user.login.hash !== command.from) return { refusal: 'passwordOutdated' }
      const type = command.type === 'change-password' ? 'password-changed' : 'password-rehashed'
      return one({ ...actor, type, hash: command.hash })
    }
  }
}

function isLastAdministrator(users: readonly ConsoleUser[], user: ConsoleUser): boolean {
  const others = users.filter(({ name }) => name !== user.name)
  return isAdministrator(user) && !others.some(isAdministrator)
}

function isAdministrator({ isActive, role }: ConsoleUser): boolean {
  return isActive && role === 'administer'
}

function one(event: ConsoleUsersEvent): UsersDecision {
  return { events: [event] }
}

/** The user of this name, whatever the case of its letters. */
export function consoleUserOf(
  { users }: Pick<ConsoleUsers, 'users'>,
  name: string,
): ConsoleUser | undefined {
  const wanted = folded(name)
  return users.find((user) => folded(user.name) === wanted)
}

export function openidUserOf(
  { users }: Pick<ConsoleUsers, 'users'>,
  issuer: string,
  subject: string,
): ConsoleUser | undefined {
  return users.find(
    ({ login }) => login.kind === 'openid' && login.issuer === issuer && login.subject === subject,
  )
}

function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}

/** @throws on an event that the state cannot have had */
function evolve(state: ConsoleUsers | undefined, event: ConsoleUsersEvent): ConsoleUsers {
  const { users = [], revision = 0 } = state ?? {}
  if (event.type === 'user-created') {
    const { name, role, login, at } = event
    const user = { name, role, login, createdAt: at, isActive: true, epoch: 1 }
    return { users: [...users, user], revision: revision + 1 }
  }
  if (!users.some(({ name }) => name === event.name)) {
    throw impossible('console-users', 'without the user', event.type)
  }
  const changed = users.map((user) => (user.name === event.name ? after(user, event) : user))
  return { users: changed, revision: revision + 1 }
}

function after(
  user: ConsoleUser,
  event: Exclude<ConsoleUsersEvent, { type: 'user-created' }>,
): ConsoleUser {
  switch (event.type) {
    case 'role-changed':
      return { ...user, role: event.role }
    case 'user-deactivated':
      return { ...user, isActive: false, epoch: user.epoch + 1 }
    case 'user-reactivated':
      return { ...user, isActive: true }
    case 'password-reset':
      return withPassword(user, event.hash, true, user.epoch + 1)
    case 'password-changed':
      return withPassword(user, event.hash, false, user.epoch + 1)
    case 'password-rehashed':
      return withPassword(
        user,
        event.hash,
        user.login.kind === 'password' && user.login.isOneTime,
        user.epoch,
      )
  }
}

function withPassword(
  user: ConsoleUser,
  hash: string,
  isOneTime: boolean,
  epoch: number,
): ConsoleUser {
  return { ...user, login: { kind: 'password', hash, isOneTime }, epoch }
}

/** Everybody who may use the support console: one aggregate, so that an administrator always remains. */
export const consoleUsers: Aggregate<
  ConsoleUsers,
  ConsoleUsersCommand,
  ConsoleUsersEvent,
  ConsoleUsersRefusal
> = { kind: 'console-users', decide, evolve, wakeAt: () => undefined }
