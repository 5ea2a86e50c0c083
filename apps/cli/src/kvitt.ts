import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { clock, CLOCK_CHANGES } from './clock.ts'
import { CliError } from './cli-error.ts'
import { parseCount, parsePublicUrl, urlOption } from './command-options.ts'
import { actAsCustomer } from './customer.ts'
import { addDirectoryCommands } from './directory/directory-commands.ts'
import { addFaultCommands } from './faults/fault-commands.ts'
import { addJournalCommands } from './journal/journal-commands.ts'
import { printError } from './output.ts'
import { packageVersion } from './package-version.ts'
import type { ResetOptions } from './reset.ts'
import type { StartOptions } from './start/start.ts'
import { addTransferCommands } from './transfer/transfer-commands.ts'

const EXIT_FAILURE = 1
const EXIT_USAGE = 2
const KEEP_REQUESTS_MAX = 1_000_000
const KEEP_MIB_MAX = 1_024

/** Runs one `kvitt` command line; resolves with the exit code. */
export async function runKvitt(argv: readonly string[]): Promise<number> {
  let exitCode = 0
  const program = kvitt((code) => {
    exitCode = code
  })
  try {
    await program.parseAsync(argv, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE
    if (!(error instanceof Error)) throw error
    printError(error instanceof CliError ? error.message : (error.stack ?? error.message))
    return error instanceof CliError ? error.exitCode : EXIT_FAILURE
  }
}

function kvitt(exitWith: (code: number) => void): Command {
  const program = new Command('kvitt')
    .description('Vipps MobilePay on your own machine, to build and prove integrations against.')
    .version(packageVersion())
    .exitOverride()
    .showHelpAfterError('Run with --help to see what there is.')
    .enablePositionalOptions()
    .addHelpText(
      'after',
      `
Examples:
  $ kvitt start                              the environment, on http://localhost:8080
  $ kvitt run -- node shop.js                a client with built-in hosts, against it
  $ kvitt pay acme-shop-123-order123abc      approve a payment as the customer
  $ kvitt requests --status 4xx              what was refused, and why
  $ kvitt sales-units create "My shop" --market DK
  $ kvitt clock advance 14d                  two weeks later, with all that happens on the way`,
    )
  addStart(program)
  addMerchant(program)
  addShop(program)
  addRun(program, exitWith)
  addCustomerActions(program)
  addClock(program)
  addDirectoryCommands(program)
  addFaultCommands(program)
  addJournalCommands(program)
  addReset(program)
  addTransferCommands(program)
  return program
}

function addStart(program: Command): void {
  serving(program.command('start'))
    .description('Start the environment, with a shop to try it, and keep it running until Ctrl-C.')
    .option('--no-shop', 'leave the demo shop and its payment server out')
    .addOption(
      new Option(
        '--shop-port <number>',
        'where the demo shop listens; 8070 unless taken',
      ).argParser(parsePort),
    )
    .addOption(
      new Option(
        '--merchant-port <number>',
        'where its payment server listens; 8090 unless taken',
      ).argParser(parsePort),
    )
    .action(async (options: StartOptions) => {
      const { start } = await import('./start/start.ts')
      await start(options)
    })
  serving(program.command('provider'))
    .description('Start the environment alone, as for tests and for several nodes.')
    .action(async (options: Omit<StartOptions, 'shop'>) => {
      const { start } = await import('./start/start.ts')
      await start({ ...options, shop: false })
    })
}

/** What every command takes that serves the environment. */
function serving(command: Command): Command {
  return command
    .addOption(
      new Option('--port <number>', 'port to listen on; 0 takes a free one')
        .default(8080)
        .argParser(parsePort),
    )
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--data <directory>', 'where everything is kept', './.kvitt')
    .addOption(
      new Option('--memory', 'keep nothing: start empty, forget all at the end').conflicts([
        'data',
        'database',
      ]),
    )
    .option('--database <url>', 'keep everything in this PostgreSQL database instead')
    .option(
      '--public-url <url>',
      'where browsers reach the server, when that is elsewhere',
      parsePublicUrl,
    )
    .addOption(
      new Option(
        '--admin-token <token>',
        'demanded by the control API; required on any address but loopback',
      ).env('KVITT_ADMIN_TOKEN'),
    )
    .addOption(
      new Option('--request-timeout <ms>', 'how long a request may take to arrive')
        .default(60_000)
        .argParser(parseMilliseconds),
    )
    .option('--no-rate-limits', 'let through as many calls as come')
    .option('--production', 'tokens of a day, no force approve, vipps:// links, as in production')
    .option('--strict', 'refuse what the real service tolerates but a client should not send')
    .addOption(
      new Option('--keep-requests <number>', 'how many requests are kept to be looked at; 0: none')
        .default(5_000)
        .argParser(parseCount(KEEP_REQUESTS_MAX)),
    )
    .addOption(
      new Option('--keep-mib <number>', 'how much memory they may take, in MiB')
        .default(16)
        .argParser(parseCount(KEEP_MIB_MAX)),
    )
    .option('--json', 'print one JSON object when ready, instead of words')
}

function addMerchant(program: Command): void {
  program
    .command('merchant')
    .description('Run the payment server of a shop, against the real service or an environment.')
    .requiredOption('--config <file>', 'its configuration, in JSON')
    .addHelpText(
      'after',
      '\nA text "${NAME}" in the configuration is taken from the environment variable NAME.',
    )
    .action(async ({ config }: { readonly config: string }) => {
      const { runMerchant } = await import('./merchant/run-merchant.ts')
      await runMerchant(config)
    })
}

function addShop(program: Command): void {
  program
    .command('shop')
    .description('Run the demo shop alone, against any payment server.')
    .requiredOption('--config <file>', 'its configuration, in JSON')
    .addHelpText(
      'after',
      '\nA text "${NAME}" in the configuration is taken from the environment variable NAME.',
    )
    .action(async ({ config }: { readonly config: string }) => {
      const { runShop } = await import('./shop/run-shop.ts')
      await runShop(config)
    })
}

function addRun(program: Command, exitWith: (code: number) => void): void {
  program
    .command('run')
    .description('Run a client whose hosts are built in against the environment, unchanged.')
    .addOption(urlOption())
    .passThroughOptions()
    .argument('<command...>', 'the command and its arguments, after --')
    .addHelpText(
      'after',
      `
Whatever the command sends to apitest.vipps.no or api.vipps.no arrives at the environment; everything
else goes where it always went. Works for clients in Node, Python, PHP, Ruby, Go, Java and for curl.

Examples:
  $ kvitt run -- node shop.js
  $ kvitt run -- curl -X POST https://apitest.vipps.no/accesstoken/get`,
    )
    .action(async (command: [string, ...string[]], { url }: { readonly url: URL }) => {
      const { runClient } = await import('./run-client.ts')
      exitWith(await runClient(url, command))
    })
}

function addCustomerActions(program: Command): void {
  for (const [name, action, description] of [
    ['pay', 'approve', 'Approve a payment, as the customer would on the phone.'],
    ['reject', 'reject', 'Reject a payment, as the customer would on the phone.'],
  ] as const) {
    const command = program
      .command(name)
      .description(description)
      .argument('<reference>', "the merchant's reference of the payment")
      .option('--msn <number>', 'the sales unit; all are searched when left out')
      .addOption(urlOption())
      .option('--json', 'print the payment as JSON')
    if (action === 'approve') {
      command
        .option('--card <name>', 'pay with this card: visa, mastercard, expired, empty …')
        .option('--phone <number>', 'pay as this test customer, for example 4712345678')
        .addOption(
          new Option(
            '--authentication <result>',
            'how 3-D Secure ends; passed where it is asked for when left out',
          ).choices(['pass', 'fail', 'wait']),
        )
        .addOption(
          new Option(
            '--unknown-result <end>',
            'what becomes of amount 201 after its hour; authorized when left out',
          ).choices(['authorize', 'expire']),
        )
    }
    command.action((reference: string, options: CustomerOptions) =>
      actAsCustomer(action, reference, options),
    )
  }
}

interface CustomerOptions {
  readonly url: URL
  readonly msn?: string
  readonly card?: string
  readonly phone?: string
  readonly authentication?: string
  readonly unknownResult?: string
  readonly json?: boolean
}

function addReset(program: Command): void {
  program
    .command('reset')
    .description('Start again: forget all payments, webhooks and what was kept to be looked at.')
    .option('--yes', 'do not ask')
    .option('--directory', 'also go back to the sales units, keys and customers of the beginning')
    .addOption(urlOption())
    .option('--json', 'print the answer as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ kvitt reset                              asks first
  $ kvitt reset --yes                        in a script, before a test run`,
    )
    .action(async (options: ResetOptions) => {
      const { reset } = await import('./reset.ts')
      await reset(options)
    })
}

function addClock(program: Command): void {
  program
    .command('clock')
    .description("Show or move the environment's clock.")
    .addArgument(
      new Argument('[change]', 'what to do with it; nothing shows it').choices(CLOCK_CHANGES),
    )
    .argument(
      '[target]',
      'how far to advance: 90s, 10m, 36h, 14d or 1d12h; a moment; or next, the next thing ahead',
    )
    .addOption(urlOption())
    .option('--json', 'print the clock as JSON')
    .addHelpText(
      'after',
      `
  advance   moves it forward; whatever falls due on the way happens, in order
  freeze    holds it still
  resume    lets it run again, from where it stands
  next      lists what lies ahead, such as a payment that expires`,
    )
    .action(clock)
}

function parseMilliseconds(text: string): number {
  if (!/^[1-9]\d{0,7}$/.test(text)) {
    throw new InvalidArgumentError('Give a whole number of milliseconds above 0.')
  }
  return Number(text)
}

function parsePort(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new InvalidArgumentError('A port is a number from 0 to 65535.')
  }
  return port
}
