import type { RequestDetails, RequestSummary } from '@kvitt/contract'
import { CliError } from '../cli-error.ts'
import { callControl, detailOf } from '../control-client.ts'
import { print } from '../output.ts'
import { logs } from './logs.ts'
import { requestLine, requestText } from './journal-text.ts'
import { queryOf, type JournalFilter } from './journal-filter.ts'

const EXIT_USAGE = 2

export interface RequestsOptions extends JournalFilter {
  readonly url: URL
  readonly limit: number
  readonly follow?: boolean
  readonly json?: boolean
}

/** `kvitt requests [id]` */
export async function requests(id: string | undefined, options: RequestsOptions): Promise<void> {
  if (id !== undefined) return showOne(id, options)
  if (options.follow) return follow(options)
  const query = queryOf(options)
  const answer = await callControl(options.url, 'GET', `/requests${query}`)
  if (answer.status !== 200) throw new CliError(detailOf(answer))
  const page = answer.body as { readonly requests: readonly RequestSummary[] }
  if (options.json) return print(JSON.stringify(answer.body))
  // Newest last, where the eye is when a list has gone by.
  for (const request of page.requests.toReversed()) print(requestLine(request))
  if (page.requests.length === 0) print(nothing(options))
}

function follow({ since, ...options }: RequestsOptions): Promise<void> {
  if (since !== undefined) {
    throw new CliError('--follow begins with the latest: --limit says how many.', EXIT_USAGE)
  }
  return logs({ ...options, kind: ['request'] })
}

async function showOne(id: string, { url, json }: RequestsOptions): Promise<void> {
  const answer = await callControl(url, 'GET', `/requests/${encodeURIComponent(id)}`)
  if (answer.status !== 200) throw new CliError(detailOf(answer))
  print(json ? JSON.stringify(answer.body) : requestText(answer.body as RequestDetails))
}

function nothing({ url, limit: _limit, ...filter }: RequestsOptions): string {
  return queryOf(filter) === ''
    ? `No request has come in yet. Send some to ${url.origin}, or see kvitt run --help.`
    : 'No kept request is like that. Leave an option out to see more.'
}
