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

const CLI = new URL('../apps/cli/src/main.js', import.meta.url).pathname
/** What Node is told on the first line of the command line's own file. */
const CLI_FLAGS = readFileSync(CLI, 'utf8').split('\n', 1)[0]?.match(/--\S+/g) ?? []

export function startEcho(): Promise<Server> {
  return start([new URL('echo-server.ts', import.meta.url).pathname])
}

export function startKvitt(...options: readonly string[]): Promise<Server> {
  return start([...CLI_FLAGS, CLI, 'provider', '--port', '0', '--json', ...options])
}

/** Runs `kvitt merchant` on the port of its configuration; its log is left aside. */
export async function startPaymentServer(config: string, port: number): Promise<Server> {
  const command = [...CLI_FLAGS, CLI, 'merchant', '--config', config]
  const { child, startedInMs } = await run(command, 'ignore')
  return serverOf(child, port, startedInMs)
}

/** Runs a server in a process of its own until it says where it listens. */
async function start(command: readonly string[]): Promise<Server> {
  const { child, line, startedInMs } = await run(command, 'inherit')
  const { url } = JSON.parse(line) as { readonly url: string }
  return serverOf(child, Number(new URL(url).port), startedInMs)
}

async function run(command: readonly string[], stderr: 'inherit' | 'ignore') {
  const started = performance.now()
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', stderr] })
  const line = await firstLine(child)
  return { child, line, startedInMs: performance.now() - started }
}

function serverOf(child: ChildProcess, port: number, startedInMs: number): Server {
  return {
    port,
    startedInMs,
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
