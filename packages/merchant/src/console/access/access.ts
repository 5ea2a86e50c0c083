import type { Services } from '../../services.ts'
import { passwordHashing, type PasswordHashing } from './password-hash.ts'
import { signInLimit, type SignInLimit } from './sign-in-limit.ts'

/** What decides who gets into the console. */
export interface Access {
  readonly services: Services
  readonly hashing: PasswordHashing
  readonly limit: SignInLimit
}

export function openAccess(services: Services): Access {
  return {
    services,
    hashing: passwordHashing(services.random),
    limit: signInLimit(services.clock),
  }
}
