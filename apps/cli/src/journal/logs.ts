import { CliError } from '../cli-error.ts'
import { print } from '../output.ts'
import { sentEvents } from './event-source.ts'
import { coloured, indented, requestLine, timeText } from './journal-text.ts'
import type { AttemptSummary, RequestSummary } from './journal-views.ts'
import { attemptLine } from './webhook-text.ts'

export interface LogsOptions {
  readonly url: URL
  readonly reference?: string
  readonly msn?: string
  readonly limit: number
  readonly follow?: boolean
  readonly json?: boolean
}

/** `kvitt logs`: the latest of everything and, with `--follow`, what comes after. */
export async function logs(options: LogsOptions, kinds = 'request,webhook,payment'): Promise<void> {
  const { url, reference, msn, limit, follow, json } = options
  const query = new URLSearchParams({
    backlog: String(limit),
    follow: String(follow ?? false),
    ...(reference !== undefined && { reference }),
    ...(msn !== undefined && { msn }),
    kinds,
  })
  for await (const { event, data } of sentEvents(url, `/events?${query.toString()}`)) {
    print(json ? `{"kind":${JSON.stringify(event)},${data.slice(1)}` : line(event, data))
  }
  if (follow) throw new CliError(`The environment at ${url.origin} has stopped.`)
}

interface PaymentEventView {
  readonly name: string
  readonly reference: string
  readonly timestamp: string
  readonly amount: { readonly currency: string; readonly value: number }
}

function line(event: string, data: string): string {
  const view: unknown = JSON.parse(data)
  if (event === 'request') return requestLine(view as RequestSummary)
  if (event === 'webhook') return attemptLine(view as AttemptSummary)
  if (event === 'payment') return paymentLine(view as PaymentEventView)
  const { count } = view as { readonly count: number }
  return indented(coloured('dim', `${count} older entries are no more kept`))
}

function paymentLine({ name, reference, timestamp, amount }: PaymentEventView): string {
  const value = `${amount.currency} ${(amount.value / 100).toFixed(2)}`
  return `${indented(timeText(timestamp))} ${coloured('cyan', name)} ${reference} ${value}`
}
