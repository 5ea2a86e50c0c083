import type { ConsoleUsersRefusal } from '@kvitt/domain'
import type { Access } from './access.ts'
import { decideUsers, loadUsers } from './console-users.ts'
import { newPassword } from './new-password.ts'

const NAME = 'admin'

/** Somebody who may do everything, with a password that is told this once. */
export interface FirstAdministrator {
  readonly name: string
  readonly password: string
}

/**
 * Makes the administrator that the configuration names, unless somebody is called so; without one,
 * makes `admin` when there is nobody at all, and answers the password.
 *
 * @throws when the configured name cannot be one
 */
export async function makeFirstAdministrator(
  access: Access,
): Promise<FirstAdministrator | undefined> {
  const { services, hashing } = access
  const wish = services.configuration.console?.administrator
  const { users } = await loadUsers(services.store)
  const by = 'server'
  if (wish) {
    if (users.some(({ name }) => name === wish.name)) return undefined
    const { name, password } = wish
    const hash = await hashing.hash(password)
    const command = {
      type: 'create',
      by,
      name,
      role: 'administer',
      hash,
      isOneTime: false,
    } as const
    const { refusal } = await decideUsers(services, command)
    // Another node was faster, or the name is in other letters.
    throwUnless(refusal, 'nameTaken')
    return undefined
  }
  if (users.length > 0) return undefined
  const password = newPassword(services.random)
  const hash = await hashing.hash(password)
  const command = { type: 'create-first', by, name: NAME, role: 'administer', hash } as const
  const { refusal } = await decideUsers(services, command)
  throwUnless(refusal, 'notFirst')
  return refusal === undefined ? { name: NAME, password } : undefined
}

function throwUnless(refusal: ConsoleUsersRefusal | undefined, fine: ConsoleUsersRefusal): void {
  if (refusal === undefined || refusal === fine) return
  throw new Error(`the administrator of the console could not be made: ${refusal}`)
}
