import type { Command } from 'commander'
import { urlOption } from '../command-options.ts'
import type { ExportOptions } from './export-environment.ts'
import type { ImportOptions } from './import-environment.ts'

/** `kvitt export` and `kvitt import`: everything in one file. */
export function addTransferCommands(program: Command): void {
  program
    .command('export')
    .description('Write everything that the environment holds into one file.')
    .argument('<file>', 'where to; - is standard output')
    .option('--force', 'overwrite the file if it is there')
    .addOption(urlOption())
    .option('--json', 'print what was written as JSON')
    .addHelpText(
      'after',
      `
Payments with their history, webhooks that wait, sales units, customers, faults and the clock: as they
are at one moment, while everything goes on. Keys, webhook secrets and the key that signs tokens are in
the file: only you can read it, and nobody else should.

Examples:
  $ kvitt export before-the-test.jsonl
  $ kvitt export - | gzip > bug-4711.jsonl.gz`,
    )
    .action(async (file: string, options: ExportOptions) => {
      const { exportEnvironment } = await import('./export-environment.ts')
      await exportEnvironment(file, options)
    })
  program
    .command('import')
    .description('Put what was exported in the place of everything that the environment holds.')
    .argument('<file>', 'from where; - is standard input')
    .option('--yes', 'do not ask')
    .addOption(urlOption())
    .option('--json', 'print the answer as JSON')
    .addHelpText(
      'after',
      `
All of the file or nothing: one that is cut or damaged changes nothing. Clients go on with the tokens,
keys and idempotency keys that they had when it was exported; tokens that were bought here are dead. It
does not matter whether one environment keeps its data in a file and the other in PostgreSQL.

Examples:
  $ kvitt import before-the-test.jsonl       asks first
  $ gunzip -c bug-4711.jsonl.gz | kvitt import - --yes`,
    )
    .action(async (file: string, options: ImportOptions) => {
      const { importEnvironment } = await import('./import-environment.ts')
      await importEnvironment(file, options)
    })
}
