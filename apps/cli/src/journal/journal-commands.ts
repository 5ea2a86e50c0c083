import { Option, type Command } from 'commander'
import { parseCount, parseNumber, urlOption } from '../command-options.ts'
import type { LogsOptions } from './logs.ts'
import type { RequestsOptions } from './requests.ts'
import type { VerifyOptions } from './verify-webhook.ts'
import type { AttemptsOptions, QueuesOptions, ResendOptions } from './webhooks.ts'

const LIMIT_MAX = 500

/** The commands that show what has happened. */
export function addJournalCommands(program: Command): void {
  addRequests(program)
  addWebhooks(program)
  addVerifyWebhook(program)
  addLogs(program)
}

function addRequests(program: Command): void {
  withFilter(
    program
      .command('requests')
      .description('Show what clients have asked of the environment, and what it answered.')
      .argument('[id]', 'the number of one request, to see all of it', parseNumber),
  )
    .option('--operation <name>', 'only this operation, for example createPayment')
    .option('--status <status>', 'only answers with this status: 404, or 4xx for all of its kind')
    .option('-f, --follow', 'go on with what comes, until Ctrl-C')
    .addHelpText(
      'after',
      `
Secrets are never shown: tokens, keys and secrets appear as ***.

Examples:
  $ kvitt requests                           the latest, newest last
  $ kvitt requests 17                        one with headers, bodies and what was missing
  $ kvitt requests --status 4xx --since 10m  what was refused in the last ten minutes
  $ kvitt requests --reference acme-shop-1   the life of one payment
  $ kvitt requests --follow                  as they come in`,
    )
    .action(async (id: string | undefined, options: RequestsOptions) => {
      const { requests } = await import('./requests.ts')
      await requests(id, options)
    })
}

function addWebhooks(program: Command): void {
  const webhooks = program
    .command('webhooks')
    .description('Show what was sent to webhooks and what waits, and send it again.')
    .addHelpText(
      'after',
      `
Examples:
  $ kvitt webhooks                           the latest attempts, newest last
  $ kvitt webhooks 18                        one with headers, bodies and the endpoint's answer
  $ kvitt webhooks queues                    what waits for which endpoint, and why
  $ kvitt webhooks resend 18                 the same webhook again, now`,
    )
  withFilter(
    webhooks
      .command('list', { isDefault: true })
      .description('Show attempts to deliver webhooks. This is what is done when nothing is said.')
      .argument('[id]', 'the number of one attempt, to see all of it', parseNumber),
  )
    .option('--registration <id>', 'only to this registration')
    .option('--outcome <outcome>', 'only what was delivered, failed or dropped')
    .action(async (id: string | undefined, options: AttemptsOptions) => {
      const { listAttempts } = await import('./webhooks.ts')
      await listAttempts(id, options)
    })
  webhooks
    .command('queues')
    .description('Show what waits for each registration, what holds it up and until when.')
    .option('--msn <number>', 'only registrations of this sales unit')
    .addOption(urlOption())
    .option('--json', 'print JSON')
    .action(async (options: QueuesOptions) => {
      const { showQueues } = await import('./webhooks.ts')
      await showQueues(options)
    })
  addResend(webhooks)
}

function addResend(webhooks: Command): void {
  webhooks
    .command('resend')
    .description('Send a webhook again now. Order and schedule of what waits stay as they are.')
    .argument('[id]', 'the number of an attempt', parseNumber)
    .option('--registration <id>', 'instead of an attempt: to this registration')
    .option('--reference <reference>', 'about this payment')
    .option('--event <type>', 'and this event; what waits, else the last one, when left out')
    .addOption(urlOption())
    .option('--json', 'print the attempt as JSON')
    .addHelpText(
      'after',
      `
Exits with 1 when the endpoint does not accept it.

Examples:
  $ kvitt webhooks resend 18
  $ kvitt webhooks resend --registration 497f6eca-6276-4993-bfeb-53cbbbba6f08 \\
      --reference acme-shop-1 --event epayments.payment.captured.v1`,
    )
    .action(async (id: string | undefined, options: ResendOptions) => {
      const { resend } = await import('./webhooks.ts')
      await resend(id, options)
    })
}

function addLogs(program: Command): void {
  program
    .command('logs')
    .description('Show what happens: requests, webhook attempts and payment events.')
    .option('-f, --follow', 'go on with what comes, until Ctrl-C')
    .option('--reference <reference>', 'only what is about this payment')
    .option('--msn <number>', 'only what is about this sales unit')
    .addOption(
      new Option('--kind <kind...>', 'only these kinds').choices(['request', 'webhook', 'payment']),
    )
    .option('--operation <name>', 'only requests of this operation, for example createPayment')
    .option('--status <status>', 'only what was answered so: 404, or 4xx for all of its kind')
    .addOption(
      new Option('--outcome <outcome>', 'only webhook attempts that came to this').choices([
        'delivered',
        'failed',
        'dropped',
      ]),
    )
    .addOption(
      new Option('--limit <number>', 'how many of the latest entries to look through first')
        .default(50)
        .argParser(parseCount(LIMIT_MAX)),
    )
    .addOption(urlOption())
    .option('--json', 'print one JSON object a line')
    .addHelpText(
      'after',
      `
Payment events are kept from the first time on that somebody follows. In colour on a terminal;
NO_COLOR=1 and FORCE_COLOR=1 say otherwise.

Examples:
  $ kvitt logs --follow                      everything, as it happens
  $ kvitt logs -f --reference acme-shop-1    the life of one payment
  $ kvitt logs -f --status 4xx               what is refused, by the APIs or by an endpoint
  $ kvitt logs --kind webhook --outcome failed
  $ kvitt logs -f --json | jq .status        for programs`,
    )
    .action(async (options: LogsOptions) => {
      const { logs } = await import('./logs.ts')
      await logs(options)
    })
}

function addVerifyWebhook(program: Command): void {
  program
    .command('verify-webhook')
    .description('Tell the first thing that is wrong with a webhook that was received or made up.')
    .argument('<message>', 'a file with the request line, the headers and the body; - is stdin')
    .option('--body <file>', 'take the body from this file, byte by byte')
    .option('--path <path>', 'where it came in, when the message has no request line')
    .addOption(
      new Option('--secret <secret>', 'hold it against this secret').env('KVITT_WEBHOOK_SECRET'),
    )
    .option('--registration <id>', 'hold it against this registration; else Webhook-Id tells')
    .option('--at <time>', 'when it was received, in RFC 3339; now when left out')
    .addOption(urlOption())
    .option('--json', 'print the verdict as JSON')
    .addHelpText(
      'after',
      `
Exits with 1 when something is wrong. The secret is never shown; to keep it out of the history of
your shell, put it into KVITT_WEBHOOK_SECRET.

Examples:
  $ kvitt verify-webhook received.http
  $ kvitt verify-webhook headers.txt --body body.json --path /hooks/vipps
  $ kvitt verify-webhook - --registration 497f6eca-6276-4993-bfeb-53cbbbba6f08 < received.http`,
    )
    .action(async (file: string, options: VerifyOptions) => {
      const { verifyWebhook } = await import('./verify-webhook.ts')
      await verifyWebhook(file, options)
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
