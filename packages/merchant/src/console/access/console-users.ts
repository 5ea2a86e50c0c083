import {
  consoleUsers,
  type ConsoleUsers,
  type ConsoleUsersCommand,
  type ConsoleUsersRefusal,
} from '@kvitt/domain'
import type { ConsoleProblemName } from '@kvitt/contract'
import type { Store } from '@kvitt/store'
import type { Services } from '../../services.ts'

const USERS_KEY = 'console-users'

/** Everybody who may use the console. */
export async function loadUsers(store: Store): Promise<ConsoleUsers> {
  return (await store.load(consoleUsers, USERS_KEY)) ?? { users: [], revision: 0 }
}

type Unstamped<Command> = Command extends unknown ? Omit<Command, 'at'> : never

/** Changes who may use the console. */
export function decideUsers(
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  command: Unstamped<ConsoleUsersCommand>,
): Promise<{
  readonly state: ConsoleUsers | undefined
  readonly refusal: ConsoleUsersRefusal | undefined
}> {
  const at = clock.now()
  return store.decide({
    aggregate: consoleUsers,
    key: USERS_KEY,
    command: { ...command, at } as ConsoleUsersCommand,
    at,
  })
}

/** What each refusal is called in the API. */
export const PROBLEM_OF_USER_REFUSAL = {
  lastAdministrator: 'lastAdministrator',
  managedElsewhere: 'managedElsewhere',
  nameInvalid: 'nameInvalid',
  nameTaken: 'nameTaken',
  notFirst: 'internalError',
  passwordOutdated: 'wrongPassword',
  tooManyUsers: 'tooManyUsers',
  userDeactivated: 'wrongPassword',
  userUnknown: 'userUnknown',
} as const satisfies Record<ConsoleUsersRefusal, ConsoleProblemName>
