import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'

const CLI = new URL('../../apps/cli/src/main.js', import.meta.url).pathname

type Child = ChildProcessByStdio<null, Readable, Readable>

/** What a finished `kvitt` left behind. */
export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs `kvitt` to its end. */
export async function kvitt(
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  const child = spawnKvitt(argv, environment)
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ])
  return { code, stdout, stderr }
}

/** A `kvitt` that goes on saying things. */
export interface Following {
  /** Resolves once it has printed something like this; rejects when it ends without. */
  said(pattern: RegExp): Promise<void>
  readonly finished: Promise<Finished>
}

/** Runs `kvitt` and listens to what it prints. */
export function followKvitt(argv: readonly string[]): Following {
  const child = spawnKvitt(argv, {})
  let stdout = ''
  const listeners = new Set<() => void>()
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk
    for (const listen of listeners) listen()
  })
  const ended = once(child, 'close') as Promise<[number | null]>
  const finished = Promise.all([text(child.stderr), ended]).then(([stderr, [code]]) => ({
    code,
    stdout,
    stderr,
  }))
  return {
    finished,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const listen = (): void => {
          if (!pattern.test(stdout)) return
          listeners.delete(listen)
          resolve()
        }
        listeners.add(listen)
        listen()
        void finished.then(({ stderr }) => reject(new Error(`kvitt ended: ${stderr}`)))
      }),
  }
}

export interface Running extends AsyncDisposable {
  readonly url: string
  /** What it wrote to its log, complete once it has stopped. */
  readonly log: Promise<string>
  /** Sends a signal and resolves with the exit code, or null when the signal ended it. */
  stop(signal: NodeJS.Signals): Promise<number | null>
}

/** Starts `kvitt provider` on a free port and waits until it is ready. */
export async function startKvitt(
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const child = spawnKvitt(['provider', '--port', '0', '--json', ...argv], environment)
  const errors = text(child.stderr)
  const line = await firstLine(child.stdout)
  if (line === undefined) throw new Error(`kvitt provider ended: ${await errors}`)
  const { url } = JSON.parse(line) as { readonly url: string }
  return running(child, url, errors)
}

/** Runs `kvitt` with what it prints going into a pipe that nobody reads any more. */
export function kvittUnread(argv: readonly string[]): Pick<Finished, 'code' | 'stderr'> {
  const shell = 'set -o pipefail; "$0" "$@" | true'
  const command = [process.execPath, '--conditions=@kvitt/source', CLI, ...argv]
  const { status, stderr } = spawnSync('bash', ['-c', shell, ...command], { encoding: 'utf8' })
  return { code: status, stderr }
}

/** Starts `kvitt merchant` and waits until it listens. */
export async function startMerchant(
  config: string,
  environment: Readonly<Record<string, string>>,
): Promise<Running> {
  const child = spawnKvitt(['merchant', '--config', config], environment)
  const errors = text(child.stderr)
  const url = /http:\S+\d/.exec((await firstLine(child.stdout)) ?? '')?.[0]
  if (url === undefined) throw new Error(`kvitt merchant ended: ${await errors}`)
  return running(child, url, errors)
}

function running(child: Child, url: string, errors: Promise<string>): Running {
  const stop = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
    const exited = once(child, 'exit') as Promise<[number | null]>
    child.kill(signal)
    return (await exited)[0]
  }
  return {
    url,
    log: errors,
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop('SIGKILL')
    },
  }
}

export function spawnKvitt(
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
): Child {
  return spawn(process.execPath, ['--conditions=@kvitt/source', CLI, ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  })
}

async function firstLine(output: Readable): Promise<string | undefined> {
  for await (const line of createInterface({ input: output })) return line
  return undefined
}

/** A directory of the test's own, gone at its end. */
export async function temporaryDirectory(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'kvitt-e2e-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
