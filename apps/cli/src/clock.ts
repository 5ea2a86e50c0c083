import { CliError } from './cli-error.ts'
import { callControl, detailOf, type ControlAnswer } from './control-client.ts'
import { print } from './output.ts'

interface ClockOptions {
  readonly url: URL
  readonly json?: boolean
}

interface ClockView {
  readonly now: string
  readonly systemNow: string
  readonly frozen: boolean
}

interface ClockAhead {
  readonly ahead: readonly { readonly at: string; readonly words: string }[]
  readonly hasMore: boolean
}

export const CLOCK_CHANGES = ['advance', 'freeze', 'resume', 'next'] as const

const EXIT_USAGE = 2
const TARGETS =
  'say how far, at most 3650d: kvitt clock advance 14d, or 1d12h, with s, m, h and d; ' +
  'or a moment: kvitt clock advance 2027-01-31T12:00:00Z; or next'
const EXAMPLES = 'kvitt clock advance 14d, or kvitt clock advance next'

/** `kvitt clock [advance <duration|moment|next>|freeze|resume|next]` */
export async function clock(
  change: (typeof CLOCK_CHANGES)[number] | undefined,
  target: string | undefined,
  options: ClockOptions,
): Promise<void> {
  if ((change === 'advance') !== (target !== undefined)) {
    throw new CliError(
      change === 'advance' ? `Say how far: ${EXAMPLES}` : `Only advance goes anywhere: ${EXAMPLES}`,
      EXIT_USAGE,
    )
  }
  if (change === 'next') return showAhead(options)
  if (target === 'next') return advanceToNext(options)
  const path = change === undefined ? '/clock' : `/clock/${change}`
  const method = change === undefined ? 'GET' : 'POST'
  const answer = await callControl(options.url, method, path, wishOf(target))
  if (answer.status === 400) throw new CliError(`${target}: ${TARGETS}`, EXIT_USAGE)
  show(bodyOf<ClockView>(answer), options)
}

/** A duration begins with digits and a unit; everything else is taken for a moment. */
function wishOf(target: string | undefined): object | undefined {
  if (target === undefined) return undefined
  return /^\d+[smhd]/.test(target) ? { by: target } : { to: target }
}

async function showAhead(options: ClockOptions): Promise<void> {
  const { ahead, hasMore } = await asked<ClockAhead>(options, 'GET', '/clock/ahead')
  if (options.json) return print(JSON.stringify({ ahead, hasMore }))
  if (ahead.length === 0) return print('Nothing lies ahead: time alone will bring nothing.')
  for (const { at, words } of ahead) print(`${at}  ${words}`)
  if (hasMore) print('… and more after that.')
}

async function advanceToNext(options: ClockOptions): Promise<void> {
  const { ahead } = await asked<ClockAhead>(options, 'GET', '/clock/ahead')
  const clock = await asked<ClockView>(options, 'POST', '/clock/advance', { to: 'next' })
  const happened = ahead.filter(({ at }) => Date.parse(at) <= Date.parse(clock.now))
  if (!options.json) for (const { words } of happened) print(`${words}.`)
  show(clock, options)
}

/** @throws CliError with what a refusal says */
async function asked<Body>(
  { url }: ClockOptions,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): Promise<Body> {
  return bodyOf(await callControl(url, method, path, body))
}

/** @throws CliError with what a refusal says */
function bodyOf<Body>(answer: ControlAnswer): Body {
  if (answer.status !== 200) throw new CliError(detailOf(answer))
  return answer.body as Body
}

function show(clock: ClockView, { json }: ClockOptions): void {
  print(json ? JSON.stringify(clock) : inWords(clock))
}

function inWords({ now, systemNow, frozen }: ClockView): string {
  const aheadMs = Date.parse(now) - Date.parse(systemNow)
  const lines = [`The environment's clock shows ${now}${frozen ? ' and is frozen' : ''}.`]
  if (Math.abs(aheadMs) >= 1_000) lines.push(`This machine's clock shows ${systemNow}.`)
  return lines.join('\n')
}
