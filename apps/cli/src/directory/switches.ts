import { Option, type Command } from 'commander'

/** The switches of a sales unit that are grants, by the name of their option. */
const GRANTS = [
  ['push', 'push', 'PUSH_MESSAGE'],
  ['long-living', 'longLiving', 'expiresAt'],
  ['partial-capture', 'partialCapture', 'DK and FI: capture in parts; off is full capture only'],
  ['late-capture', 'lateCapture', 'DK and FI: capture for 180 days instead of 14'],
  ['express', 'express', 'address and delivery are chosen in the app'],
  ['card', 'card', 'freestanding card payments'],
  ['nin', 'nin', 'ask for the national identity number'],
  ['account-numbers', 'accountNumbers', 'ask for account numbers'],
] as const

const SWITCHES = [
  ['bank-account-verified', 'bankAccountVerified', 'off refuses payments with 5060'],
  ['deactivated', 'deactivated', 'on refuses payments with 5070 and refunds with 5100'],
  ['login-only', 'loginOnly', 'on closes the ePayment API to it with 403'],
  [
    'phone-number-locked',
    'phoneNumberLocked',
    'on lets nobody change the number on the landing page',
  ],
  ['only-successes-kept', 'onlySuccessesKept', 'on lets a refused key be used again'],
  ['refunds-from-capture', 'refundsFromCapture', 'on counts 365 days from the latest capture'],
  [
    'long-living-one-day',
    'longLivingOneDay',
    'NO: on has payments live 24 hours at most, with a link to each product',
  ],
  ['sub-delayed', 'subDelayed', 'on has profile.sub come 5 seconds after the approval'],
  ['strict', 'strict', 'refuse what a real client should not send'],
] as const

type Switch = (typeof GRANTS)[number][1] | (typeof SWITCHES)[number][1]

/** What the command line says of each switch; nothing of those that are left alone. */
export type SwitchOptions = Readonly<Partial<Record<Switch, 'on' | 'off'>>> & {
  readonly settlement?: 'daily' | 'weekly' | 'monthly' | 'off'
}

export function withSwitches(command: Command): Command {
  for (const [flag, , description] of [...GRANTS, ...SWITCHES]) {
    command.addOption(onOrOff(flag, description))
  }
  return command.addOption(
    new Option(
      '--settlement <interval>',
      'pay out what is captured, and report it by the Report API',
    ).choices(['daily', 'weekly', 'monthly', 'off']),
  )
}

export function onOrOff(flag: string, description: string): Option {
  return new Option(`--${flag} <on|off>`, description).choices(['on', 'off'])
}

/** The switches as the control API takes them. */
export function changesOf(options: SwitchOptions): object {
  const grants = settingsOf(GRANTS, options)
  const { settlement } = options
  return {
    ...settingsOf(SWITCHES, options),
    ...(Object.keys(grants).length > 0 && { grants }),
    ...(settlement !== undefined && {
      settlement: settlement === 'off' ? null : { interval: settlement },
    }),
  }
}

function settingsOf(
  switches: readonly (readonly [flag: string, name: Switch, description: string])[],
  options: SwitchOptions,
): Readonly<Record<string, boolean>> {
  return Object.fromEntries(
    switches
      .filter(([, name]) => options[name] !== undefined)
      .map(([, name]) => [name, options[name] === 'on']),
  )
}
