import { Option, type Command } from 'commander'
import { parseCount, urlOption } from '../command-options.ts'
import type { RequestsOptions } from './requests.ts'

const LIMIT_MAX = 500

/** The commands that show what has happened. */
export function addJournalCommands(program: Command): void {
  addRequests(program)
}

function addRequests(program: Command): void {
  withFilter(
    program
      .command('requests')
      .description('Show what clients have asked of the environment, and what it answered.')
      .argument('[id]', 'the number of one request, to see all of it'),
  )
    .option('--operation <name>', 'only this operation, for example createPayment')
    .option('--status <status>', 'only answers with this status: 404, or 4xx for all of its kind')
    .addHelpText(
      'after',
      `
Secrets are never shown: tokens, keys and secrets appear as ***.

Examples:
  $ kvitt requests                           the latest, newest last
  $ kvitt requests 17                        one with headers, bodies and what was missing
  $ kvitt requests --status 4xx --since 10m  what was refused in the last ten minutes
  $ kvitt requests --reference acme-shop-1   the life of one payment`,
    )
    .action(async (id: string | undefined, options: RequestsOptions) => {
      const { requests } = await import('./requests.ts')
      await requests(id, options)
    })
}

function withFilter(command: Command): Command {
  return command
    .option('--reference <reference>', 'only what is about this payment')
    .option('--msn <number>', 'only what is about this sales unit')
    .option('--since <when>', 'only what is newer: 10m, 1d12h or 2026-09-01T12:00:00Z')
    .addOption(
      new Option('--limit <number>', 'how many to show at the most')
        .default(50)
        .argParser(parseCount(LIMIT_MAX)),
    )
    .addOption(urlOption())
    .option('--json', 'print JSON')
}
