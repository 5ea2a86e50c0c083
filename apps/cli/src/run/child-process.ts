import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'

const EXIT_NOT_EXECUTABLE = 126
const EXIT_NOT_FOUND = 127
const EXIT_SIGNAL_BASE = 128

/**
 * Runs a command on this process's own standard streams and resolves with its exit code as a shell
 * would report it: 128 + n when signal n ended it, 127 when there is no such command, 126 when it
 * cannot be executed. The last two are explained through `onNotice`.
 *
 * While it runs, SIGINT, SIGTERM and SIGHUP are passed on to it rather than ending this process, so
 * that the command decides when it is over.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_08_02
 */
export async function runChild(options: {
  command: readonly [string, ...string[]]
  environment: NodeJS.ProcessEnv
  onNotice: (line: string) => void
}): Promise<number> {
  const { environment, onNotice } = options
  const [file, ...words] = options.command
  const failed = (error: Error): number => {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    onNotice(isMissing ? explainMissing(file) : `cannot execute ${file}: ${error.message}`)
    return isMissing ? EXIT_NOT_FOUND : EXIT_NOT_EXECUTABLE
  }
  let child: ChildProcess
  try {
    child = spawn(file, words, { env: environment, stdio: 'inherit' })
  } catch (error) {
    // Most failures to start arrive as an 'error' event, but Node throws the rarer ones.
    if (error instanceof Error) return failed(error)
    throw error
  }
  using _forwarding = forwardSignals(child)
  return await new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      resolve(signal === null ? (code ?? 0) : EXIT_SIGNAL_BASE + constants.signals[signal])
    })
    child.on('error', (error) => {
      // With a process id the child runs, and what failed was sending it a signal.
      if (child.pid === undefined) resolve(failed(error))
    })
  })
}

function forwardSignals(child: ChildProcess): Disposable {
  // A terminal sends Ctrl-C to the command as well; a second SIGINT makes many programs give up at
  // once instead of shutting down.
  const hasTerminal = [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY)
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal)
  const interrupt = hasTerminal ? (): void => undefined : forward
  process.on('SIGINT', interrupt).on('SIGTERM', forward).on('SIGHUP', forward)
  return {
    [Symbol.dispose]: () => {
      process.off('SIGINT', interrupt).off('SIGTERM', forward).off('SIGHUP', forward)
    },
  }
}

function explainMissing(file: string): string {
  return /\s/.test(file)
    ? `there is no command ${JSON.stringify(file)}. Write the command as separate words, or as a ` +
        `shell line: kvitt run -- sh -c ${JSON.stringify(file)}`
    : `there is no command ${file}. Is it installed, and on PATH? For an alias or a function of ` +
        `your shell: kvitt run -- sh -c '${file} …'`
}
