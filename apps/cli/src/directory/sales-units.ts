import type { KeysView, SalesUnitView } from '@kvitt/contract'
import { CliError } from '../cli-error.ts'
import { callControl, detailOf, type ControlAnswer } from '../control-client.ts'
import { print } from '../output.ts'
import { changesOf, type SwitchOptions } from './switches.ts'

export interface ControlOptions {
  readonly url: URL
  readonly json?: boolean
}

export interface CreateOptions extends ControlOptions, SwitchOptions {
  readonly market: string
  readonly msn?: string
  readonly sharesKeysOf?: string
}

export interface ChangeOptions extends ControlOptions, SwitchOptions {
  readonly name?: string
}

const EXIT_USAGE = 2

/** `kvitt sales-units list` */
export async function listSalesUnits({ json, url }: ControlOptions): Promise<void> {
  const units = succeeded(await callControl(url, 'GET', '/sales-units')) as readonly SalesUnitView[]
  print(json ? JSON.stringify(units) : units.map(inALine).join('\n'))
}

/** `kvitt sales-units show <msn>`: with its keys. */
export async function showSalesUnit(msn: string, { json, url }: ControlOptions): Promise<void> {
  const path = pathOf(msn)
  const unit = succeeded(await callControl(url, 'GET', path)) as SalesUnitView
  const keys = succeeded(await callControl(url, 'GET', `${path}/keys`)) as KeysView
  print(json ? JSON.stringify({ ...unit, keys }) : `${inWords(unit)}\n${keysInWords(keys)}`)
}

/** `kvitt sales-units create <name> --market NO` */
export async function createSalesUnit(name: string, options: CreateOptions): Promise<void> {
  const { json, market, msn, sharesKeysOf, url } = options
  const wish = {
    name,
    market,
    ...(msn !== undefined && { msn }),
    ...(sharesKeysOf !== undefined && { sharesKeysOf }),
    ...changesOf(options),
  }
  const created = succeeded(
    await callControl(url, 'POST', '/sales-units', wish),
  ) as SalesUnitView & { readonly keys: KeysView }
  print(json ? JSON.stringify(created) : `${inWords(created)}\n${keysInWords(created.keys)}`)
}

/** `kvitt sales-units change <msn>` */
export async function changeSalesUnit(msn: string, options: ChangeOptions): Promise<void> {
  const { json, name, url } = options
  const changes = { ...(name !== undefined && { name }), ...changesOf(options) }
  if (Object.keys(changes).length === 0) {
    throw new CliError(
      `Say what to change: kvitt sales-units change ${msn} --late-capture on. ` +
        'Run with --help to see what there is.',
      EXIT_USAGE,
    )
  }
  const unit = succeeded(await callControl(url, 'PATCH', pathOf(msn), changes)) as SalesUnitView
  print(json ? JSON.stringify(unit) : inWords(unit))
}

/** `kvitt sales-units rotate-key <msn> primary` */
export async function rotateKey(
  msn: string,
  which: 'primary' | 'secondary' | 'client-secret',
  { json, url }: ControlOptions,
): Promise<void> {
  const key = which === 'client-secret' ? 'clientSecret' : which
  const answer = await callControl(url, 'POST', `${pathOf(msn)}/keys/rotate`, { key })
  const keys = succeeded(answer) as KeysView
  print(json ? JSON.stringify(keys) : keysInWords(keys))
}

function pathOf(msn: string): string {
  return `/sales-units/${encodeURIComponent(msn)}`
}

export function succeeded(answer: ControlAnswer): unknown {
  if (answer.status >= 400) throw new CliError(detailOf(answer))
  return answer.body
}

function inALine({ deactivated, market, msn, name }: SalesUnitView): string {
  return `${msn}  ${market}  ${name}${deactivated ? ' (deactivated)' : ''}`
}

/** Switches that are off at first, and what is said of a sales unit where one is on. */
const SWITCHES_IN_WORDS = [
  ['loginOnly', 'Login only'],
  ['phoneNumberLocked', 'phone number locked'],
  ['onlySuccessesKept', 'only successes kept'],
  ['refundsFromCapture', 'refunds from capture'],
  ['longLivingOneDay', 'long-living for a day'],
  ['subDelayed', 'late profile.sub'],
  ['strict', 'strict'],
] as const satisfies readonly (readonly [keyof SalesUnitView, string])[]

function inWords(unit: SalesUnitView): string {
  const granted = Object.entries(unit.grants).filter(([, isGranted]) => isGranted)
  const notes = [
    ...(unit.bankAccountVerified ? [] : ['bank account not verified']),
    ...SWITCHES_IN_WORDS.flatMap(([name, words]) => (unit[name] ? [words] : [])),
    ...(unit.settlement ? [`settled ${unit.settlement.interval}, ${unit.settlement.method}`] : []),
  ]
  return [
    inALine(unit),
    `  Granted                    ${granted.map(([name]) => name).join(', ') || 'nothing'}`,
    ...(notes.length > 0 ? [`  Also                       ${notes.join(', ')}`] : []),
  ].join('\n')
}

function keysInWords(keys: KeysView): string {
  const shared =
    keys.salesUnits.length > 1 ? [`  Shared by                  ${keys.salesUnits.join(', ')}`] : []
  return [
    `  client_id                  ${keys.clientId}`,
    `  client_secret              ${keys.clientSecret}`,
    `  Ocp-Apim-Subscription-Key  ${keys.primarySubscriptionKey}`,
    ...(keys.secondarySubscriptionKey === undefined
      ? []
      : [`    or                       ${keys.secondarySubscriptionKey}`]),
    ...shared,
  ].join('\n')
}
