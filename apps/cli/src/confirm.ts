import { createInterface } from 'node:readline/promises'
import { CliError } from './cli-error.ts'

const EXIT_USAGE = 2

/**
 * Asks on a terminal whether to go on.
 *
 * @param warning what would happen: said where nobody can be asked
 * @throws CliError where nobody can be asked, or when the answer is no
 */
export async function confirm(question: string, warning: string, whenNot: string): Promise<void> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new CliError(`${warning}: say --yes.`, EXIT_USAGE)
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await terminal.question(`${question} [y/N] `)
  terminal.close()
  if (!/^y(?:es)?$/i.test(answer.trim())) throw new CliError(whenNot)
}
