import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { CliError } from '../cli-error.ts'
import type { DemoReport, DemoTask } from './demo-messages.ts'

const PROGRAM = fileURLToPath(new URL('./demo-process.ts', import.meta.url))
const BACKOFF_MS = [1_000, 2_000, 5_000, 15_000, 30_000] as const
/** Who has run as long as this begins again with the shortest wait. */
const STEADY_MS = 60_000
/** How long it may take to stop. */
const STOP_TIMEOUT_MS = 8_000

export interface DemoListener {
  /** It serves; `isFirst` unless it had ended and was started again. */
  ready(ports: DemoPorts, isFirst: boolean): void
  /** Something went wrong with it that the environment itself goes on without. */
  trouble(words: string): void
}

interface DemoPorts {
  readonly merchantPort: number
  readonly shopPort: number
}

export interface Demo extends AsyncDisposable {
  /** Rejects when the demo cannot be as somebody has asked for. */
  readonly failed: Promise<never>
}

/** Runs the demo shop and its payment server in one child process, again whenever it ends. */
export function runDemo(prepared: Promise<DemoTask>, listener: DemoListener): Demo {
  const failed = Promise.withResolvers<never>()
  failed.promise.catch(() => undefined)
  let child: ChildProcess | undefined
  let timer: NodeJS.Timeout | undefined
  let isStopping = false
  let failures = 0
  let wasReady = false

  function launch(task: DemoTask): void {
    let next = task
    const startedAt = performance.now()
    let isFinal = false
    child = fork(PROGRAM, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    child.on('message', (said: DemoReport) => {
      if (said.type === 'ready') {
        // Where it was found, it stays: addresses of it are in browsers and at the provider.
        next = {
          ...task,
          merchantPort: { ...task.merchantPort, port: said.merchantPort },
          shopPort: { ...task.shopPort, port: said.shopPort },
        }
        listener.ready(said, !wasReady)
        wasReady = true
      } else {
        isFinal = true
        if (said.isAsked && !wasReady) failed.reject(new CliError(said.message))
        else listener.trouble(`The demo shop does not run. ${said.message}`)
      }
    })
    child.on('error', (error) => listener.trouble(`The demo shop: ${error.message}`))
    child.once('exit', (code, signal) => {
      if (isStopping || isFinal) return
      if (performance.now() - startedAt >= STEADY_MS) failures = 0
      const waitMs = BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)] ?? 0
      failures += 1
      listener.trouble(
        `The demo shop has ended (${signal ?? `code ${code}`}). It starts again in ${waitMs / 1_000} s.`,
      )
      timer = setTimeout(() => launch(next), waitMs)
    })
    child.send(task)
  }

  prepared.then(
    (task) => isStopping || launch(task),
    (error: Error) => listener.trouble(`The demo shop does not run. ${error.message}`),
  )
  return {
    failed: failed.promise,
    async [Symbol.asyncDispose]() {
      isStopping = true
      clearTimeout(timer)
      if (child) await stop(child)
    },
  }
}

/** Lets go of it, upon which it ends by itself; for a while. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const exited = once(child, 'exit')
  if (child.connected) child.disconnect()
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
  await exited
  clearTimeout(timer)
}
