import { STATUS_CODES } from 'node:http'

/** The JSON body of every answer that comes from `kvitt run` itself and not from a server. */
export function problemBody(statusCode: number, message: string): string {
  return JSON.stringify({ statusCode, message })
}

/** A whole HTTP/1.1 answer with that body, after which the connection closes. */
export function problemAnswer(statusCode: number, message: string): string {
  const body = problemBody(statusCode, message)
  return [
    `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode] ?? ''}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n')
}
