import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { StoreProcessMessage } from './store-process.ts'

const PROGRAM = fileURLToPath(import.meta.resolve('./store-process.ts'))

/** A process that does one job on a store, and what it says. */
export interface StoreProcess extends AsyncDisposable {
  /** In order, to the last that it said before its end. */
  readonly messages: AsyncIterableIterator<StoreProcessMessage>
  /** With SIGKILL: it has no say in it. */
  kill(): Promise<void>
}

export function startStoreProcess(
  job: 'claim' | 'hold' | 'load' | 'restore',
  location: string,
): StoreProcess {
  const child = spawn(process.execPath, ['--conditions=@kvitt/source', PROGRAM, job, location], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close')
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
  }
  return { messages: messagesFrom(child.stdout), kill, [Symbol.asyncDispose]: kill }
}

async function* messagesFrom(
  output: NodeJS.ReadableStream,
): AsyncGenerator<StoreProcessMessage, undefined> {
  // Lines this short go through a pipe whole or not at all.
  for await (const line of createInterface({ input: output })) {
    yield JSON.parse(line) as StoreProcessMessage
  }
}
