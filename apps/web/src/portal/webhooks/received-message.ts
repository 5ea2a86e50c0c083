/** A webhook as somebody has written it down. */
export interface ReceivedMessage {
  readonly method: string
  /** A path with its query, or a whole URL. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Why a text cannot be read, for who has pasted it. */
export interface Unreadable {
  readonly unreadable: string
}

const REQUEST_LINE = /^([A-Z]+) (\S+)(?: HTTP\/[\d.]+)?$/
const HEADER_LINE = /^["']?([\w-]+)["']?\s*:\s*(.*?),?$/
/** What `curl -v` and its like put before what was sent. */
const MARK = /^> ?/

/**
 * Reads a request as it went over the wire: a request line, headers a line each, an empty line and
 * the body. Headers may be written as frameworks log them, with quotes and commas. A command for
 * curl is read too.
 */
export function parseReceived(text: string): ReceivedMessage | Unreadable {
  const trimmed = text.trimStart()
  if (trimmed === '') return { unreadable: 'Paste what you have received.' }
  return /^\$? ?curl\s/.test(trimmed) ? fromCurl(trimmed) : fromHttp(trimmed)
}

function fromHttp(text: string): ReceivedMessage | Unreadable {
  const end = /\r?\n(?:> ?)?\r?\n/.exec(text)
  const head = end ? text.slice(0, end.index) : text
  // What is sent ends without a line feed; what is pasted often with one.
  const body = end ? text.slice(end.index + end[0].length).replace(/\s+$/, '') : ''
  const [first = '', ...lines] = head.split(/\r?\n/).map((line) => line.replace(MARK, '').trim())
  const [, method, url] = REQUEST_LINE.exec(first) ?? []
  if (method === undefined || url === undefined) {
    return {
      unreadable: `Begin with the request line, for example POST /hooks/vipps HTTP/1.1, not ${shortened(first)}`,
    }
  }
  const headers: Record<string, string> = {}
  for (const line of lines) {
    if (/^[{}]?,?$/.test(line)) continue
    const [, name, value] = HEADER_LINE.exec(line) ?? []
    if (name === undefined || value === undefined) {
      return { unreadable: `This is no header: ${shortened(line)}` }
    }
    headers[name] = unquoted(value)
  }
  return { method, url, headers, body }
}

function unquoted(value: string): string {
  return /^(["'])(.*)\1$/.exec(value)?.[2] ?? value
}

function shortened(line: string): string {
  return line.length > 60 ? `${line.slice(0, 60)}…` : line
}

const VALUE_OPTIONS = new Set([
  '-X',
  '--request',
  '-H',
  '--header',
  '-d',
  '-u',
  '-o',
  '-A',
  '--url',
])

function fromCurl(text: string): ReceivedMessage | Unreadable {
  const words = shellWords(text.replace(/^\$ /, ''))
  if (!words) return { unreadable: 'A quotation in this command has no end.' }
  const headers: Record<string, string> = {}
  let method = 'POST'
  let url: string | undefined
  let body = ''
  for (let index = 1; index < words.length; index += 1) {
    const word = words[index] ?? ''
    const isOption = word.startsWith('-')
    const takesValue = VALUE_OPTIONS.has(word) || word.startsWith('--data')
    const value = takesValue ? (words[(index += 1)] ?? '') : ''
    if (word === '-X' || word === '--request') method = value
    else if (word === '-H' || word === '--header') {
      const [name = '', ...rest] = value.split(':')
      headers[name.trim()] = rest.join(':').trim()
    } else if (word === '-d' || word.startsWith('--data')) body = value
    else if (word === '--url' || !isOption) url = takesValue ? value : word
  }
  return url === undefined
    ? { unreadable: 'This command names no URL.' }
    : { method, url, headers, body }
}

/** The words of a command as a POSIX shell reads them; undefined when a quotation has no end. */
function shellWords(text: string): readonly string[] | undefined {
  const part =
    /\\\r?\n|\s+|'([^']*)'|\$'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([^\s'"\\]+)/gy
  const words: string[] = []
  let word: string | undefined
  while (part.lastIndex < text.length) {
    const found = part.exec(text)
    if (!found) return undefined
    const [whole, single, ansi, double, escaped, plain] = found
    if (/^\\\r?\n$/.test(whole)) continue
    if (/^\s+$/.test(whole)) {
      if (word !== undefined) words.push(word)
      word = undefined
      continue
    }
    const piece =
      single ?? ansi?.replace(/\\(.)/g, ansiCharacter) ?? double?.replace(/\\(["\\$`])/g, '$1')
    word = (word ?? '') + (piece ?? escaped ?? plain ?? '')
  }
  return word === undefined ? words : [...words, word]
}

function ansiCharacter(_whole: string, character: string): string {
  return { n: '\n', r: '\r', t: '\t' }[character] ?? character
}
