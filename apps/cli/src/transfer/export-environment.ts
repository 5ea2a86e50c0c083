import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { CliError } from '../cli-error.ts'
import { openControl } from '../control-client.ts'
import { print } from '../output.ts'
import { ExportCounter, type ExportCounts } from './export-summary.ts'
import { Progress, sizeText } from './progress.ts'

export interface ExportOptions {
  readonly url: URL
  readonly force?: boolean
  readonly json?: boolean
}

const EXIT_USAGE = 2
/** For its owner alone: it holds every secret that the environment has. */
const FILE_MODE = 0o600
const STANDARD_OUTPUT = '-'

/** `kvitt export`: all or nothing under the name that was asked for. */
export async function exportEnvironment(
  file: string,
  { url, force, json }: ExportOptions,
): Promise<void> {
  if (file === STANDARD_OUTPUT) {
    if (json) throw new CliError('The export itself goes there: leave --json out.', EXIT_USAGE)
    await receive(url, (piece) => written(process.stdout, piece), false)
    return
  }
  if (!force && existsSync(file)) {
    throw new CliError(`${file} is there already: choose another name, or overwrite with --force.`)
  }
  const temporary = `${file}.${randomBytes(4).toString('hex')}.part`
  const handle = await create(temporary)
  try {
    const counts = await receive(url, (piece) => handle.appendFile(piece), !json)
    await handle.sync()
    await handle.close()
    await rename(temporary, file)
    print(
      json
        ? JSON.stringify({ file, ...counts })
        : `${file} holds ${inWords(counts)}. Keys and secrets are in it: treat it like them.`,
    )
  } catch (error) {
    await handle.close().catch(() => {})
    await rm(temporary, { force: true })
    throw error
  }
}

function inWords({ bytes, payments }: ExportCounts): string {
  const number = payments === 1 ? '1 payment' : `${payments} payments`
  return `${number} and all else, ${sizeText(bytes)}`
}

async function create(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'wx', FILE_MODE)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new CliError(`The export cannot be written: ${reason}`)
  }
}

/** Hands over piece by piece what the environment sends. */
async function receive(
  url: URL,
  write: (piece: Uint8Array) => Promise<void>,
  showsProgress: boolean,
): Promise<ExportCounts> {
  const body = await openControl(url, '/export')
  const counter = new ExportCounter()
  const progress = new Progress('Exported', showsProgress)
  try {
    for await (const piece of pieces(body, url)) {
      counter.add(piece)
      await write(piece)
      progress.show(counter.counts.bytes)
    }
  } finally {
    progress.end()
  }
  if (!counter.isWhole) throw brokenOff(url)
  return counter.counts
}

async function* pieces(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  url: URL,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw brokenOff(url)
    })
    if (done) return
    yield value
  }
}

function brokenOff(url: URL): CliError {
  return new CliError(`${url.origin} has gone before the export was whole: nothing is kept of it.`)
}

function written(output: NodeJS.WriteStream, piece: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(piece, (error) => (error ? reject(error) : resolve()))
  })
}
