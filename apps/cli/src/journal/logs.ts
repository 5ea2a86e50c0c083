import type { AttemptSummary, RequestSummary } from '@kvitt/contract'
import { CliError } from '../cli-error.ts'
import { print } from '../output.ts'
import { sentEvents } from './event-source.ts'
import { queryOf, type JournalFilter } from './journal-filter.ts'
import { coloured, indented, requestLine, timeText } from './journal-text.ts'
import { attemptLine } from './webhook-text.ts'

type Filter = Pick<JournalFilter, 'reference' | 'msn' | 'operation' | 'status' | 'outcome'>

export interface LogsOptions extends Filter {
  readonly url: URL
  readonly kind?: readonly string[]
  readonly limit: number
  readonly follow?: boolean
  readonly json?: boolean | undefined
}

/** What is shown, in the words of the control API. */
const LOG_KINDS = ['request', 'webhook', 'payment'] as const

/** `kvitt logs`: the latest of everything and, with `--follow`, what comes after. */
export async function logs(options: LogsOptions): Promise<void> {
  const { url, json, limit, follow, kind: kinds = LOG_KINDS } = options
  const { reference, msn, operation, status, outcome } = options
  const query = queryOf({ reference, msn, operation, status, outcome })
  const place = `backlog=${limit}&follow=${follow ?? false}&kinds=${kinds.join()}`
  const path = `/events${query === '' ? '?' : `${query}&`}${place}`
  let isEmpty = true
  for await (const { event, data } of sentEvents(url, path)) {
    isEmpty = false
    print(json ? `{"kind":${JSON.stringify(event)},${data.slice(1)}` : line(event, data))
  }
  if (isEmpty && !follow && !json)
    print('Nothing that is kept is like that. --follow waits for it.')
  if (follow) throw new CliError(`The environment at ${url.origin} has stopped.`)
}

interface PaymentEventView {
  readonly name: string
  readonly reference: string
  readonly timestamp: string
  readonly amount: { readonly currency: string; readonly value: number }
  readonly success: boolean
}

function line(event: string, data: string): string {
  const view: unknown = JSON.parse(data)
  if (event === 'request') return requestLine(view as RequestSummary)
  if (event === 'webhook') return attemptLine(view as AttemptSummary)
  if (event === 'payment') return paymentLine(view as PaymentEventView)
  const { count } = view as { readonly count: number }
  return indented(coloured('dim', `${count} older entries are no more kept`))
}

function paymentLine({ name, reference, timestamp, amount, success }: PaymentEventView): string {
  const value = `${amount.currency} ${(amount.value / 100).toFixed(2)}`
  const what = success ? coloured('cyan', name) : coloured('red', `${name} failed`)
  return `${indented(timeText(timestamp))} ${what} ${reference} ${value}`
}
