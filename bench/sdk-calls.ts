import { randomBytes } from 'node:crypto'
import { BASE_URLS, createClient, type CreatePaymentRequest } from '@kvitt/sdk'
import { Client as officialClient } from '@vippsmobilepay/sdk'
import { median } from './median.ts'
import type { Figure } from './report.ts'
import { startKvitt } from './servers.ts'

const CONCURRENCY = 16
const SLICES = 16
const KEYS = {
  clientId: '11111111-1111-4111-8111-111111111111',
  clientSecret: 'demo-client-secret',
  subscriptionKey: '0123456789abcdef0123456789abcdef',
  merchantSerialNumber: '123456',
}
const SYSTEM = { name: 'kvitt', version: '1', pluginName: 'bench', pluginVersion: '1' }

/** Creates a payment and reads it: two calls. */
type Round = (request: CreatePaymentRequest) => Promise<unknown>

/**
 * Calls per second of this SDK beside the official one, in this process, against one server. The
 * official SDK has its host built in, so both call that host, and connections lead both elsewhere.
 */
export async function sdkCalls(seconds: number, rounds: number): Promise<Figure[]> {
  await using server = await startKvitt('--memory')
  const giveBack = await redirectConnections(`http://127.0.0.1:${server.port}`)
  try {
    const clients = { ours: ourRound(), official: await officialRound() }
    const perSecond = { ours: [] as number[], official: [] as number[] }
    // The first round warms up and does not count.
    await takingTurns(clients, seconds * 1_000)
    for (let round = 1; round <= rounds; round += 1) {
      const { ours, official } = await takingTurns(clients, seconds * 1_000)
      perSecond.ours.push(...ours)
      perSecond.official.push(...official)
    }
    return figures(perSecond)
  } finally {
    giveBack()
  }
}

interface Dispatcher {
  dispatch(options: { origin: string }, handler: object): boolean
}
/** Where `fetch` of Node keeps what opens its connections. */
const DISPATCHER = Symbol.for('undici.globalDispatcher.2')

/**
 * Leads connections to any host to this one; returns how to stop that. Below `fetch`, because a
 * replaced `fetch` would copy requests, and cost one SDK more than the other.
 */
async function redirectConnections(origin: string): Promise<() => void> {
  // It is made for the first call.
  await fetch(origin)
  const { [DISPATCHER]: dispatcher } = globalThis as unknown as Record<symbol, Dispatcher>
  if (!dispatcher) throw new Error('fetch keeps its connections elsewhere in this version of Node')
  const dispatch = dispatcher.dispatch.bind(dispatcher)
  dispatcher.dispatch = (options, handler) => dispatch({ ...options, origin }, handler)
  return () => {
    dispatcher.dispatch = dispatch
  }
}

function figures(perSecond: Readonly<Record<'ours' | 'official', readonly number[]>>): Figure[] {
  const ratio = median(
    perSecond.ours.map((value, slice) => value / (perSecond.official[slice] ?? Number.NaN)),
  )
  // As quick as the other one; runs on one machine differ by this much.
  const barMin = 0.95
  return [
    { label: 'calls with @vippsmobilepay/sdk', value: median(perSecond.official), unit: '/s' },
    {
      label: 'calls with @kvitt/sdk',
      value: median(perSecond.ours),
      unit: '/s',
      ratio,
      ratioOf: 'the official SDK',
      barMin,
      meetsBar: ratio >= barMin,
    },
  ]
}

/**
 * In slices so short that a slow moment of the machine hits both, or one pair of slices that the
 * median leaves out.
 */
async function takingTurns(
  { ours, official }: Readonly<Record<'ours' | 'official', Round>>,
  durationMs: number,
): Promise<Readonly<Record<'ours' | 'official', readonly number[]>>> {
  const sliceMs = durationMs / SLICES
  const measured = { ours: [] as number[], official: [] as number[] }
  for (let slice = 0; slice < SLICES; slice += 1) {
    measured.ours.push(await callsPerSecond(ours, sliceMs))
    measured.official.push(await callsPerSecond(official, sliceMs))
  }
  return measured
}

function ourRound(): Round {
  const { epayment } = createClient({ ...KEYS, baseUrl: BASE_URLS.test, system: SYSTEM })
  return async (request) => {
    await epayment.create(request, { idempotencyKey: request.reference })
    await epayment.get(request.reference)
  }
}

async function officialRound(): Promise<Round> {
  const { merchantSerialNumber, subscriptionKey, clientId, clientSecret } = KEYS
  const client = officialClient({
    merchantSerialNumber,
    subscriptionKey,
    useTestMode: true,
    retryRequests: false,
    systemName: SYSTEM.name,
    systemVersion: SYSTEM.version,
    pluginName: SYSTEM.pluginName,
    pluginVersion: SYSTEM.pluginVersion,
  })
  const bought = await client.auth.getToken(clientId, clientSecret)
  if (!bought.ok) throw new Error('the official SDK gets no token')
  const token = bought.data.access_token
  return async (request) => {
    const created = await client.payment.create(token, request as never)
    const read = await client.payment.info(token, request.reference)
    if (!created.ok || !read.ok) throw new Error('a call of the official SDK failed')
  }
}

async function callsPerSecond(round: Round, durationMs: number): Promise<number> {
  const run = randomBytes(4).toString('hex')
  const started = performance.now()
  let rounds = 0
  const worker = async (): Promise<void> => {
    while (performance.now() - started < durationMs) {
      rounds += 1
      await round(paymentOf(`${run}-${rounds}`))
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, worker))
  return (rounds * 2) / ((performance.now() - started) / 1_000)
}

function paymentOf(reference: string): CreatePaymentRequest {
  return {
    amount: { currency: 'NOK', value: 49_900 },
    paymentMethod: { type: 'WALLET' },
    customer: { phoneNumber: '4712345678' },
    reference,
    userFlow: 'WEB_REDIRECT',
    returnUrl: 'https://example.com/thanks',
    paymentDescription: 'One pair of socks',
  }
}
