import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

export interface Server extends AsyncDisposable {
  readonly port: number
  readonly startedInMs: number
  /** Resident memory in bytes; undefined where the system does not tell. */
  residentBytes(): number | undefined
}

const CLI = new URL('../apps/cli/src/main.ts', import.meta.url).pathname
/** What Node is told on the first line of the command line's own file. */
const CLI_FLAGS = readFileSync(CLI, 'utf8').split('\n', 1)[0]?.match(/--\S+/g) ?? []

export function startEcho(): Promise<Server> {
  return start([new URL('echo-server.ts', import.meta.url).pathname])
}

export function startKvitt(...options: readonly string[]): Promise<Server> {
  return start([...CLI_FLAGS, CLI, 'provider', '--port', '0', '--json', ...options])
}

/** Runs a server in a process of its own until it says where it listens. */
async function start(command: readonly string[]): Promise<Server> {
  const started = performance.now()
  const child = spawn(process.execPath, command, {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { url } = JSON.parse(await firstLine(child)) as { readonly url: string }
  return {
    port: Number(new URL(url).port),
    startedInMs: performance.now() - started,
    residentBytes: () => residentBytes(child),
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('a server without standard output')
  for await (const line of createInterface({ input: child.stdout })) return line
  throw new Error('a server ended before it was ready')
}

function residentBytes({ pid }: ChildProcess): number | undefined {
  try {
    const kib = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kib === undefined ? undefined : Number(kib) * 1_024
  } catch {
    return undefined
  }
}
