import { CliError } from './cli-error.ts'
import { confirm } from './confirm.ts'
import { callControl, detailOf } from './control-client.ts'
import { print } from './output.ts'

export interface ResetOptions {
  readonly url: URL
  readonly yes?: boolean
  readonly directory?: boolean
  readonly json?: boolean
}

/** `kvitt reset`: asks on a terminal; without one it has to be told. */
export async function reset({ url, yes, directory, json }: ResetOptions): Promise<void> {
  if (!yes) {
    await confirm(
      `Forget all payments and webhooks at ${url.origin}?`,
      'All payments and webhooks would be forgotten',
      'Nothing has been forgotten.',
    )
  }
  const query = directory ? '?directory=true' : ''
  const answer = await callControl(url, 'POST', `/reset${query}`)
  if (answer.status !== 200) throw new CliError(detailOf(answer))
  print(
    json
      ? JSON.stringify(answer.body)
      : `The environment at ${url.origin} has started again, empty.`,
  )
}
