import { Argument, Option, type Command } from 'commander'
import { urlOption } from '../command-options.ts'
import type { CustomerOptions } from './customers.ts'
import type { ChangeOptions, ControlOptions, CreateOptions } from './sales-units.ts'
import { onOrOff, withSwitches } from './switches.ts'

/** The commands that say who can be acted for and who can pay. */
export function addDirectoryCommands(program: Command): void {
  addSalesUnits(program)
  addCustomers(program)
}

function addSalesUnits(program: Command): void {
  const units = program
    .command('sales-units')
    .description('Show, make and switch sales units, and rotate their keys.')
    .addHelpText(
      'after',
      `
Examples:
  $ kvitt sales-units                        all of them
  $ kvitt sales-units create "My shop" --market DK --late-capture on
  $ kvitt sales-units show 100000            with its keys
  $ kvitt sales-units change 123456 --push off --deactivated on
  $ kvitt sales-units rotate-key 123456 primary`,
    )
  talking(
    units
      .command('list', { isDefault: true })
      .description('List them. This is what is done when nothing is said.'),
  ).action(async (options: ControlOptions) => {
    const { listSalesUnits } = await import('./sales-units.ts')
    await listSalesUnits(options)
  })
  talking(
    units
      .command('show')
      .description('Show one with what it is granted, and its keys.')
      .argument('<msn>', 'its merchant serial number'),
  ).action(async (msn: string, options: ControlOptions) => {
    const { showSalesUnit } = await import('./sales-units.ts')
    await showSalesUnit(msn, options)
  })
  addChangesOfSalesUnits(units)
}

function addChangesOfSalesUnits(units: Command): void {
  talking(
    withSwitches(
      units
        .command('create')
        .description('Make one, with keys of its own unless it is to share those of another.')
        .argument('<name>', 'what customers see, 1 to 30 characters')
        .addOption(
          new Option('--market <market>', 'decides the currency')
            .choices(['NO', 'DK', 'FI'])
            .makeOptionMandatory(),
        )
        .option('--msn <number>', 'its merchant serial number; the next free one when left out')
        .option('--shares-keys-of <msn>', 'use the keys of this sales unit'),
    ),
  ).action(async (name: string, options: CreateOptions) => {
    const { createSalesUnit } = await import('./sales-units.ts')
    await createSalesUnit(name, options)
  })
  talking(
    withSwitches(
      units
        .command('change')
        .description('Change what one may do.')
        .argument('<msn>', 'its merchant serial number')
        .option('--name <name>', 'what customers see, 1 to 30 characters'),
    ),
  ).action(async (msn: string, options: ChangeOptions) => {
    const { changeSalesUnit } = await import('./sales-units.ts')
    await changeSalesUnit(msn, options)
  })
  const keys = ['primary', 'secondary', 'client-secret'] as const
  talking(
    units
      .command('rotate-key')
      .description('Replace a key with a new one; the old one is worth nothing from then on.')
      .argument('<msn>', 'the merchant serial number of a sales unit that has it')
      .addArgument(new Argument('[key]', 'which').choices(keys).default('primary')),
  ).action(async (msn: string, key: (typeof keys)[number], options: ControlOptions) => {
    const { rotateKey } = await import('./sales-units.ts')
    await rotateKey(msn, key, options)
  })
}

function addCustomers(program: Command): void {
  const customers = program
    .command('customers')
    .description('Show, make, change and remove the test customers who can pay.')
    .addHelpText(
      'after',
      `
Examples:
  $ kvitt customers                          all of them
  $ kvitt customers create 4740000001 --first-name Ida --last-name Lie --cards visa,expired
  $ kvitt customers change 4740000001 --birth-date 2015-06-01
  $ kvitt customers remove 4740000001`,
    )
  talking(
    customers
      .command('list', { isDefault: true })
      .description('List them. This is what is done when nothing is said.'),
  ).action(async (options: ControlOptions) => {
    const { listCustomers } = await import('./customers.ts')
    await listCustomers(options)
  })
  talking(
    withProfile(customers.command('create').description('Make one; what is not said is made up.')),
  ).action(async (phoneNumber: string, options: CustomerOptions) => {
    const { createCustomer } = await import('./customers.ts')
    await createCustomer(phoneNumber, options)
  })
  talking(withProfile(customers.command('change').description('Change one.'))).action(
    async (phoneNumber: string, options: CustomerOptions) => {
      const { changeCustomer } = await import('./customers.ts')
      await changeCustomer(phoneNumber, options)
    },
  )
  talking(
    customers
      .command('remove')
      .description('Remove one.')
      .argument('<phone>', 'with the country code, for example 4740000001'),
  ).action(async (phoneNumber: string, options: ControlOptions) => {
    const { removeCustomer } = await import('./customers.ts')
    await removeCustomer(phoneNumber, options)
  })
}

function withProfile(command: Command): Command {
  return command
    .argument('<phone>', 'with the country code of NO, DK or FI, for example 4740000001')
    .option('--first-name <name>')
    .option('--last-name <name>')
    .option('--email <address>')
    .option('--birth-date <date>', 'YYYY-MM-DD; nobody under 15 can pay businesses')
    .option('--nin <number>', 'national identity number')
    .addOption(
      new Option('--cards <names>', 'by name, with commas: visa,mastercard,expired').argParser(
        (text: string) => text.split(',').filter((name) => name !== ''),
      ),
    )
    .addOption(onOrOff('blocked', 'cannot pay'))
    .addOption(onOrOff('identified', 'has approved a payment by hand once'))
}

function talking(command: Command): Command {
  return command.addOption(urlOption()).option('--json', 'print JSON')
}
