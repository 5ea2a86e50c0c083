import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { CliError } from '../cli-error.ts'
import { callControl, detailOf } from '../control-client.ts'
import { print } from '../output.ts'
import { coloured } from './journal-text.ts'
import { parseMessage, type HttpMessage } from './http-message.ts'

export interface VerifyOptions {
  readonly url: URL
  readonly body?: string
  readonly path?: string
  readonly secret?: string
  readonly registration?: string
  readonly at?: string
  readonly json?: boolean
}

interface Verdict {
  readonly valid: boolean
  readonly fault?: string
  readonly detail?: string
  readonly stringToSign?: string
}

const EXIT_USAGE = 2

/** `kvitt verify-webhook <message>`: exits with 1 when something is wrong. */
export async function verifyWebhook(file: string, options: VerifyOptions): Promise<void> {
  const { url, json } = options
  const answer = await callControl(url, 'POST', '/webhooks/verify', await requestOf(file, options))
  if (answer.status !== 200) throw new CliError(detailOf(answer))
  const verdict = answer.body as Verdict
  print(json ? JSON.stringify(verdict) : inWords(verdict))
  if (!verdict.valid) throw new CliError('The webhook is not to be trusted.')
}

async function requestOf(file: string, options: VerifyOptions): Promise<object> {
  const message: HttpMessage = parseMessage(await read(file))
  const body = options.body === undefined ? message.body : await read(options.body)
  const path = options.path ?? message.target
  if (path === undefined) {
    throw new CliError(
      `${file} does not begin with a request line such as POST /hooks/vipps HTTP/1.1. ` +
        'Say with --path where the webhook came in.',
      EXIT_USAGE,
    )
  }
  const { secret, registration, at } = options
  return {
    method: message.method ?? 'POST',
    url: path,
    headers: message.headers,
    bodyBase64: body.toString('base64'),
    ...(secret !== undefined && { secret }),
    ...(registration !== undefined && { registrationId: registration }),
    ...(at !== undefined && { receivedAt: at }),
  }
}

async function read(file: string): Promise<Buffer> {
  try {
    return file === '-' ? await buffer(process.stdin) : await readFile(file)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new CliError(`${file} cannot be read: ${reason}`)
  }
}

function inWords({ valid, fault, detail, stringToSign }: Verdict): string {
  if (valid) return coloured('green', 'The signature is right.')
  const signed =
    stringToSign === undefined
      ? []
      : ['', 'What has to be signed, line by line:', ...stringToSign.split('\n').map(indented)]
  return [`${coloured('red', fault ?? '')}: ${detail ?? ''}`, ...signed].join('\n')
}

function indented(line: string): string {
  return `  ${line}`
}
