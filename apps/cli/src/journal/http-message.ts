import { CliError } from '../cli-error.ts'

/** A request as it is written down: its head and, after an empty line, its body. */
export interface HttpMessage {
  readonly method?: string
  /** What the request line names: a path, or a whole URL. */
  readonly target?: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

const REQUEST_LINE = /^([A-Z]+) (\S+)(?: HTTP\/[\d.]+)?$/
const HEADER_LINE = /^([^\s:]+):[ \t]*(.*)$/
/** What `curl -v` and its like put before what was sent. */
const MARK = /^> ?/

/**
 * Reads a request: a request line if there is one, headers a line each, an empty line and the body
 * byte by byte. Headers may be a JSON object instead, as many frameworks log them.
 *
 * @throws CliError when it is neither
 */
export function parseMessage(message: Buffer): HttpMessage {
  const asJson = jsonHeaders(message.toString())
  if (asJson) return { headers: asJson, body: Buffer.alloc(0) }
  const { head, body } = split(message)
  const lines = head.split(/\r?\n/).map((line) => line.replace(MARK, ''))
  const [, method, target] = REQUEST_LINE.exec(lines[0] ?? '') ?? []
  const headers: Record<string, string> = {}
  for (const line of lines.slice(method === undefined ? 0 : 1)) {
    if (line === '') continue
    const [, name, value] = HEADER_LINE.exec(line) ?? []
    if (name === undefined || value === undefined) {
      throw new CliError(`This is no header: ${line.slice(0, 80)}`)
    }
    headers[name] = value
  }
  return { ...(method !== undefined && target !== undefined && { method, target }), headers, body }
}

function split(message: Buffer): { readonly head: string; readonly body: Buffer } {
  const text = message.toString('latin1')
  const end = /\r?\n(?:> ?)?\r?\n/.exec(text)
  if (!end) return { head: message.toString(), body: Buffer.alloc(0) }
  return {
    head: message.subarray(0, end.index).toString(),
    body: message.subarray(end.index + end[0].length),
  }
}

function jsonHeaders(text: string): Readonly<Record<string, string>> | undefined {
  if (!text.trimStart().startsWith('{')) return undefined
  try {
    const parsed = JSON.parse(text) as Readonly<Record<string, unknown>>
    return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, String(value)]))
  } catch {
    return undefined
  }
}
