import { CliError } from '../cli-error.ts'
import { callControl, wrongMembersOf, type ControlAnswer } from '../control-client.ts'
import { print } from '../output.ts'

interface FaultsOptions {
  readonly url: URL
  readonly json?: boolean
}

export interface FaultOrderOptions extends FaultsOptions {
  readonly operation?: readonly string[]
  readonly reference?: string
  readonly msn?: string
  readonly event?: string
  readonly probability?: number
  readonly seed?: number
  readonly count?: number
  readonly lasts?: number
  readonly status?: number
  readonly code?: number
  readonly retryAfter?: number
  readonly when?: string
  readonly ms?: number
  readonly copies?: number
}

interface FaultView {
  readonly id: string
  readonly effect: string
  readonly hits: number
  readonly held: number
  readonly remaining?: number
  readonly orderedAt: string
  readonly [detail: string]: unknown
}

interface FaultList {
  readonly faults: readonly FaultView[]
  readonly hits: readonly Readonly<Record<string, string>>[]
}

export const FAULT_EFFECTS = [
  'status',
  'drop',
  'latency',
  'truncate',
  'malform',
  'clock-skew',
  'wrong-signature',
  'duplicate',
  'delay',
  'reorder',
  'withhold',
] as const

/** Effects that need to be told how many milliseconds. */
const TIMED: ReadonlySet<string> = new Set(['latency', 'delay', 'clock-skew'])
const EXIT_USAGE = 2

/** How many of the latest hits are shown in words; `--json` shows all that are kept. */
const HITS_SHOWN = 10
const NONE = 'No fault is on order. Order one with kvitt faults add; --help has examples.'

/** `kvitt faults list` */
export async function listFaults(options: FaultsOptions): Promise<void> {
  show(await callControl(options.url, 'GET', '/faults'), options, (body) =>
    listInWords(body as FaultList),
  )
}

/** `kvitt faults add <effect>` */
export async function addFault(
  effect: (typeof FAULT_EFFECTS)[number],
  { url, json, ms, lasts, retryAfter, ...rest }: FaultOrderOptions,
): Promise<void> {
  if (ms === undefined && TIMED.has(effect)) {
    throw new CliError(`Say how much: kvitt faults add ${effect} --ms 5000`, EXIT_USAGE)
  }
  const order = {
    effect,
    ...rest,
    ...(lasts !== undefined && { lastsMs: lasts }),
    ...(retryAfter !== undefined && { retryAfterSeconds: retryAfter }),
    ...(ms !== undefined && { [effect === 'clock-skew' ? 'skewMs' : 'delayMs']: ms }),
  }
  const answer = await callControl(url, 'POST', '/faults', order)
  show(answer, { url, ...(json && { json }) }, (body) => {
    const fault = body as FaultView
    return `On order: ${inWords(fault)}\nTake it off with: kvitt faults remove ${fault.id}`
  })
}

/** `kvitt faults remove <id>` */
export async function removeFault(id: string, options: FaultsOptions): Promise<void> {
  const answer = await callControl(options.url, 'DELETE', `/faults/${encodeURIComponent(id)}`)
  show(answer, options, () => `Fault ${id} is off, and what it held back is on its way.`)
}

/** `kvitt faults clear` */
export async function clearFaults(options: FaultsOptions): Promise<void> {
  const answer = await callControl(options.url, 'DELETE', '/faults')
  show(answer, options, () => 'No fault is on order, and nothing is held back.')
}

/** `kvitt faults release <id>` */
export async function releaseFault(id: string, options: FaultsOptions): Promise<void> {
  const path = `/faults/${encodeURIComponent(id)}/release`
  show(await callControl(options.url, 'POST', path), options, (body) => {
    const { released } = body as { readonly released: number }
    return `${released} ${released === 1 ? 'webhook is' : 'webhooks are'} on the way.`
  })
}

function show(
  answer: ControlAnswer,
  { json }: FaultsOptions,
  words: (body: unknown) => string,
): void {
  if (answer.status >= 400) throw new CliError(wrongMembersOf(answer))
  print(json ? JSON.stringify(answer.body) : words(answer.body))
}

function listInWords({ faults, hits }: FaultList): string {
  const latest = hits.slice(-HITS_SHOWN)
  return [
    ...(faults.length === 0 ? [NONE] : faults.map(inWords)),
    ...(latest.length === 0 ? [] : ['', 'Latest hits:']),
    ...latest.map(
      ({ at, fault, operation, reference, event }) =>
        `  ${[at, fault, operation, reference, event].filter(Boolean).join(' ')}`,
    ),
  ].join('\n')
}

/** `a1b2c3d4  drop when=after operations=capturePayment (2 left, hit 1)` */
function inWords({
  id,
  effect,
  hits,
  held,
  remaining,
  orderedAt: _at,
  ...rest
}: FaultView): string {
  const details = Object.entries(rest).map(([name, value]) => `${name}=${String(value)}`)
  const counts = [
    remaining === undefined ? undefined : `${remaining} left`,
    `hit ${hits}`,
    held > 0 ? `holds ${held}` : undefined,
  ].filter(Boolean)
  return `${id}  ${[effect, ...details].join(' ')} (${counts.join(', ')})`
}
