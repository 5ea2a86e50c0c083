import { createInterface } from 'node:readline/promises'
import { CliError } from './cli-error.ts'
import { callControl, detailOf } from './control-client.ts'
import { print } from './output.ts'

export interface ResetOptions {
  readonly url: URL
  readonly yes?: boolean
  readonly directory?: boolean
  readonly json?: boolean
}

const EXIT_USAGE = 2

/** `kvitt reset`: asks on a terminal; without one it has to be told. */
export async function reset({ url, yes, directory, json }: ResetOptions): Promise<void> {
  if (!yes && !(await isAgreed(url))) throw new CliError('Nothing has been forgotten.')
  const query = directory ? '?directory=true' : ''
  const answer = await callControl(url, 'POST', `/reset${query}`)
  if (answer.status !== 200) throw new CliError(detailOf(answer))
  print(
    json
      ? JSON.stringify(answer.body)
      : `The environment at ${url.origin} has started again, empty.`,
  )
}

async function isAgreed(url: URL): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new CliError('All payments and webhooks would be forgotten: say --yes.', EXIT_USAGE)
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await terminal.question(
    `Forget all payments and webhooks at ${url.origin}? [y/N] `,
  )
  terminal.close()
  return /^y(?:es)?$/i.test(answer.trim())
}
