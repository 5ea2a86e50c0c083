import { CliError } from './cli-error.ts'
import { callControl, detailOf } from './control-client.ts'
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
  show(await asked<ClockView>(options, method, path, wishOf(target)), options)
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
  const answer = await callControl(url, method, path, body)
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
