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

export const CLOCK_CHANGES = ['advance', 'freeze', 'resume'] as const

const EXIT_USAGE = 2

/** `kvitt clock [advance <duration>|freeze|resume]` */
export async function clock(
  change: (typeof CLOCK_CHANGES)[number] | undefined,
  duration: string | undefined,
  options: ClockOptions,
): Promise<void> {
  if ((change === 'advance') !== (duration !== undefined)) {
    throw new CliError(
      change === 'advance'
        ? 'Say how far: kvitt clock advance 14d'
        : 'Only advance takes a duration: kvitt clock advance 14d',
      EXIT_USAGE,
    )
  }
  const answer =
    change === undefined
      ? await callControl(options.url, 'GET', '/clock')
      : await callControl(options.url, 'POST', `/clock/${change}`, duration ? { by: duration } : {})
  show(answer, options)
}

function show(answer: ControlAnswer, { json }: ClockOptions): void {
  if (answer.status !== 200) throw new CliError(detailOf(answer))
  const clock = answer.body as ClockView
  print(json ? JSON.stringify(clock) : inWords(clock))
}

function inWords({ now, systemNow, frozen }: ClockView): string {
  const aheadMs = Date.parse(now) - Date.parse(systemNow)
  const lines = [`The environment's clock shows ${now}${frozen ? ' and is frozen' : ''}.`]
  if (Math.abs(aheadMs) >= 1_000) lines.push(`This machine's clock shows ${systemNow}.`)
  return lines.join('\n')
}
