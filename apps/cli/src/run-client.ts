import { CliError } from './cli-error.ts'
import { printError } from './output.ts'
import { runCommand, RunError } from './run/run-command.ts'

/** `kvitt run`: resolves with the command's own exit code. */
export async function runClient(
  url: URL,
  command: readonly [string, ...string[]],
): Promise<number> {
  try {
    return await runCommand({
      url,
      command,
      environment: process.env,
      onNotice: (line) => printError(`kvitt run: ${line}`),
    })
  } catch (error) {
    if (error instanceof RunError) throw new CliError(error.message)
    throw error
  }
}
