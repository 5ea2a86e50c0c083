import { randomBytes, randomUUID } from 'node:crypto'
import { environment } from '@kvitt/domain'
import {
  createProvider,
  providerStoreOptions,
  SEED,
  type Directory,
  type JournalBounds,
  type Logger,
  type Random,
} from '@kvitt/provider'
import { openSqliteStore, type Store } from '@kvitt/store'
import { FakeClock } from '@kvitt/testing/fake-clock'
import { instant } from '@kvitt/values'
import { Environment, type Server } from './environment.ts'
import { CapturingReceiver, listeningReceiver, type WebhookReceiver } from './webhook-receiver.ts'

const REMOTE_URL = process.env['KVITT_CONFORMANCE_URL']

/** Why a test is skipped that needs the inside of a server, if there is none to look into. */
export const INSIDE_ONLY: string | false =
  REMOTE_URL === undefined ? false : 'needs the inside of the server'

/** An environment whose inside can be reached, because it lives in this process. */
export class InsideEnvironment extends Environment {
  /** The system's clock: the environment's own runs with it until it is moved. */
  readonly clock: FakeClock
  readonly store: Store

  constructor(server: Server, webhooks: WebhookReceiver, clock: FakeClock, store: Store) {
    super(server, webhooks)
    this.clock = clock
    this.store = store
  }
}

export interface InsideOptions {
  readonly directory?: Directory
  readonly adminToken?: string
  readonly strict?: boolean
  readonly production?: boolean
  readonly rateLimits?: boolean
  readonly journal?: JournalBounds
  /** Deliver webhooks over real connections. */
  readonly listening?: boolean
}

/** Opens a fresh environment: in this process, or the one at KVITT_CONFORMANCE_URL, reset. */
export function openEnvironment(): Promise<Environment> {
  return REMOTE_URL === undefined ? openInside() : openEnvironmentAt(new URL(REMOTE_URL))
}

const START = instant(Date.UTC(2026, 8, 1, 12))
const random: Random = { uuid: () => randomUUID(), bytes: (length) => randomBytes(length) }

/** Whatever goes wrong inside a server under test is to be seen. */
const logger: Logger = {
  info: () => {},
  warn: () => {},
  error: (context, message) => console.error(message, context),
}

/** Making a key takes longer than a test, so all environments of this process sign with one. */
let signingKey: string | undefined

export async function openInside(options: InsideOptions = {}): Promise<InsideEnvironment> {
  const clock = new FakeClock(START)
  const store = openSqliteStore(':memory:', providerStoreOptions(random))
  const found = { aggregate: environment, key: 'environment', at: START }
  if (signingKey !== undefined) {
    await store.decide({ ...found, command: { type: 'found', signingKey } })
  }
  const capturing = new CapturingReceiver()
  const baseUrl = new URL('http://localhost:3000')
  const provider = await createProvider({
    store,
    clock,
    random,
    fetch: options.listening ? fetch : capturing.fetch,
    logger,
    directory: options.directory ?? SEED,
    configuration: {
      publicUrl: baseUrl,
      strict: options.strict ?? false,
      production: options.production ?? false,
      rateLimits: options.rateLimits ?? true,
      version: '0.0.0',
      ...(options.adminToken !== undefined && { adminToken: options.adminToken }),
      ...(options.journal && { journal: options.journal }),
    },
  })
  signingKey ??= (await store.load(found.aggregate, found.key))?.signingKey
  provider.start()
  const server: Server = {
    baseUrl,
    fetch: (request) => provider.fetch(request),
    async [Symbol.asyncDispose]() {
      await provider[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
    },
  }
  const webhooks = options.listening ? await listeningReceiver() : capturing
  return new InsideEnvironment(server, webhooks, clock, store)
}

/** Starts a server over: everything forgotten, its clock at the present and standing still. */
export async function openEnvironmentAt(baseUrl: URL): Promise<Environment> {
  const server: Server = {
    baseUrl,
    fetch: (request) => fetch(request),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
  const remote = new Environment(server, await listeningReceiver())
  for (const path of ['/reset?directory=true', '/clock/freeze']) {
    const { status, text } = await remote.control('POST', path)
    if (status !== 200) throw new Error(`${baseUrl.href} cannot be started over: ${text}`)
  }
  return remote
}
