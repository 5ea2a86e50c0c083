import { Argument, InvalidArgumentError, Option, type Command } from 'commander'
import { urlOption } from '../command-options.ts'
import {
  addFault,
  clearFaults,
  FAULT_EFFECTS,
  listFaults,
  releaseFault,
  removeFault,
} from './faults.ts'

/** `kvitt faults`: makes things go wrong on order. */
export function addFaultCommands(program: Command): void {
  const faults = program
    .command('faults')
    .description(
      'Make requests and webhooks go wrong on order; without more, list what is on order.',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ kvitt faults add status --status 500 --operation capturePayment --count 1
  $ kvitt faults add status --code 6280 --reference acme-shop-123-order123abc
  $ kvitt faults add drop --when after --operation capturePayment --count 1
  $ kvitt faults add latency --ms 5000 --probability 0.2 --seed 7
  $ kvitt faults add withhold --event CAPTURED
  $ kvitt faults release <id>
  $ kvitt faults clear`,
    )
  const common = (command: Command): Command =>
    command.addOption(urlOption()).option('--json', 'print the answer as JSON')
  common(
    faults
      .command('list', { isDefault: true })
      .description('List what is on order, what it hit and what it holds back.'),
  ).action(listFaults)
  addAdd(common, faults)
  common(
    faults
      .command('remove')
      .description('Take one fault off; what it holds back goes out.')
      .argument('<id>', 'as kvitt faults list shows it'),
  ).action(removeFault)
  common(
    faults.command('clear').description('Take all faults off; what they hold back goes out.'),
  ).action(clearFaults)
  common(
    faults
      .command('release')
      .description('Let go the webhooks that a fault holds back, and keep the fault.')
      .argument('<id>', 'as kvitt faults list shows it'),
  ).action(releaseFault)
}

function addAdd(common: (command: Command) => Command, faults: Command): void {
  const add = faults
    .command('add')
    .description('Order a fault.')
    .addArgument(new Argument('<effect>', 'what goes wrong').choices(FAULT_EFFECTS))
    .option(
      '--operation <id...>',
      'only these, for example capturePayment; webhooks: deliverWebhook',
    )
    .option('--reference <reference>', 'only the payment with this reference')
    .option('--msn <number>', 'only this sales unit')
    .option('--event <name>', 'only webhooks of this event, for example CAPTURED')
    .addOption(number('--count <times>', 'strike so often, then never again'))
    .addOption(number('--lasts <milliseconds>', "strike so long by the environment's clock"))
    .addOption(number('--probability <0…1>', 'strike by chance'))
    .addOption(number('--seed <number>', 'make chance the same every time'))
    .addOption(number('--status <number>', 'status: 400 to 599'))
    .addOption(number('--code <number>', 'status: a numbered problem, for example 6280'))
    .addOption(number('--retry-after <seconds>', 'status: the Retry-After header'))
    .addOption(
      new Option('--when <moment>', 'status, drop, latency: the effect of the request').choices([
        'before',
        'after',
      ]),
    )
    .addOption(number('--ms <milliseconds>', 'latency, delay, clock-skew: how much'))
    .addOption(number('--copies <number>', 'duplicate: how many more'))
    .addHelpText(
      'after',
      `
Requests:
  status           another answer, by --status, --code or both
  drop             the connection dies instead of an answer; --when after: though it happened
  latency          the answer takes --ms longer, at most 60000
  truncate         the answer breaks off half way, though it happened
  malform          the answer is whole and no JSON, though it happened
  clock-skew       the Date of the answer is --ms off, and so is the life of a token
Webhooks:
  wrong-signature  signed with another secret
  duplicate        delivered again, --copies times
  delay            delivered --ms later by the environment's clock
  reorder          delivered after the next one of its payment
  withhold         not delivered until kvitt faults release <id>
  drop             lost before it arrives, or --when after: its answer lost
  clock-skew       dated --ms off

Examples:
  $ kvitt faults add drop --when after --operation createPayment --count 1
  $ kvitt faults add duplicate --event AUTHORIZED`,
    )
  common(add).action(addFault)
}

function number(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text) => {
    const value = Number(text)
    if (text.trim() === '' || Number.isNaN(value)) {
      throw new InvalidArgumentError('It is a number.')
    }
    return value
  })
}
