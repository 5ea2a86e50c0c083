import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { CliError } from '../cli-error.ts'
import { confirm } from '../confirm.ts'
import { detailOf, sendControl } from '../control-client.ts'
import { print } from '../output.ts'
import { Progress } from './progress.ts'

export interface ImportOptions {
  readonly url: URL
  readonly yes?: boolean
  readonly json?: boolean
}

const STANDARD_INPUT = '-'
/** How every export begins. */
const BEGINNING = '{"format":"kvitt-dump"'

/** `kvitt import`: asks on a terminal; without one it has to be told. */
export async function importEnvironment(
  file: string,
  { url, yes, json }: ImportOptions,
): Promise<void> {
  const bytes = file === STANDARD_INPUT ? undefined : await sizeOf(file)
  if (!yes) {
    const source = file === STANDARD_INPUT ? 'what comes in' : file
    await confirm(
      `Replace everything at ${url.origin} by ${source}?`,
      `Everything at ${url.origin} would be replaced`,
      'Everything is as it was.',
    )
  }
  const progress = new Progress('Imported', !json)
  const input = file === STANDARD_INPUT ? process.stdin : createReadStream(file)
  const body = Readable.toWeb(input).pipeThrough(counting(progress, bytes))
  const answer = await sendControl(url, '/import', body).finally(() => progress.end())
  if (answer.status !== 200) throw new CliError(detailOf(answer))
  print(
    json
      ? JSON.stringify(answer.body)
      : `The environment at ${url.origin} is as it was when it was exported.`,
  )
}

/** Finds out before anybody is asked whether there is something to import. */
async function sizeOf(file: string): Promise<number> {
  let beginning: string
  let size: number
  try {
    await using handle = await open(file, 'r')
    size = (await handle.stat()).size
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(BEGINNING.length))
    beginning = buffer.toString('latin1', 0, bytesRead)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new CliError(`${file} cannot be read: ${reason}`)
  }
  if (beginning === BEGINNING) return size
  throw new CliError(`${file} is no export: kvitt export writes one.`)
}

function counting(
  progress: Progress,
  ofBytes: number | undefined,
): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0
  return new TransformStream({
    transform(piece, controller) {
      bytes += piece.byteLength
      progress.show(bytes, ofBytes)
      controller.enqueue(piece)
    },
  })
}
