import { argon2, timingSafeEqual, type Argon2Parameters } from 'node:crypto'
import { promisify } from 'node:util'
import { StoreBusyError } from '@kvitt/store'
import type { Random } from '../../services.ts'

/**
 * How much work a guess is: 19 MiB, twice.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
 */
const PARAMETERS = { memory: 19_456, passes: 2, parallelism: 1 } as const
const VERSION = 19
const SALT_BYTES = 16
const HASH_BYTES = 32
/** How many are computed at once, beside the event loop: each takes memory, and a core. */
const RUNNING_MAX = 2
/** How many may wait for that; more are refused. */
const WAITING_MAX = 50

const computed = promisify(argon2)

/** Hashes passwords, slowly and a few at a time. */
export interface PasswordHashing {
  /** In PHC string format. Throws a StoreBusyError when too many wait. */
  hash(password: string): Promise<string>
  /** Takes as long without a hash, so that time does not tell which users there are. */
  isRight(password: string, hash: string | undefined): Promise<boolean>
  /** Whether the hash was made with less work than today's are. */
  isOutdated(hash: string): boolean
}

export function passwordHashing(random: Random): PasswordHashing {
  const limited = limiting()
  const nobody = formatted(Buffer.alloc(SALT_BYTES), Buffer.alloc(HASH_BYTES))
  return {
    async hash(password) {
      const salt = Buffer.from(random.bytes(SALT_BYTES))
      return formatted(salt, await limited(() => compute(password, salt, PARAMETERS)))
    },
    async isRight(password, hash) {
      const { salt, key, ...work } = parsed(hash ?? nobody)
      const found = await limited(() => compute(password, salt, work))
      return timingSafeEqual(found, key) && hash !== undefined
    },
    isOutdated(hash) {
      const { memory, passes, parallelism } = parsed(hash)
      return (
        memory !== PARAMETERS.memory ||
        passes !== PARAMETERS.passes ||
        parallelism !== PARAMETERS.parallelism
      )
    },
  }
}

type Work = Pick<Argon2Parameters, 'memory' | 'passes' | 'parallelism'>

function compute(password: string, nonce: Buffer, work: Work): Promise<Buffer> {
  // The same letters are typed in more than one form.
  const message = Buffer.from(password.normalize('NFKC'))
  return computed('argon2id', { ...work, message, nonce, tagLength: HASH_BYTES })
}

/** @see https://github.com/P-H-C/phc-string-format */
function formatted(salt: Buffer, key: Buffer): string {
  const { memory, passes, parallelism } = PARAMETERS
  const work = `m=${memory},t=${passes},p=${parallelism}`
  return `$argon2id$v=${VERSION}$${work}$${bare(salt)}$${bare(key)}`
}

function bare(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

function parsed(hash: string): Work & { readonly salt: Buffer; readonly key: Buffer } {
  const [, memory, passes, parallelism, salt, key] = PHC.exec(hash) ?? []
  if (salt === undefined || key === undefined) throw new Error('a password hash is not readable')
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    key: Buffer.from(key, 'base64'),
  }
}

/** Runs work when its turn comes. */
function limiting(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running < RUNNING_MAX) running += 1
    else {
      if (waiting.length >= WAITING_MAX) throw new StoreBusyError('too many passwords wait')
      // Whoever is done hands its place on.
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
