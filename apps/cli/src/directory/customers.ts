import { CliError } from '../cli-error.ts'
import { callControl } from '../control-client.ts'
import { print } from '../output.ts'
import { succeeded, type ControlOptions } from './sales-units.ts'

export interface CustomerOptions extends ControlOptions {
  readonly firstName?: string
  readonly lastName?: string
  readonly email?: string
  readonly birthDate?: string
  readonly nin?: string
  readonly cards?: readonly string[]
  readonly blocked?: 'on' | 'off'
  readonly identified?: 'on' | 'off'
}

interface CustomerView {
  readonly phoneNumber: string
  readonly name: string
  readonly market: string
  readonly birthDate: string
  readonly blocked: boolean
  readonly cards: readonly { readonly name: string }[]
}

const EXIT_USAGE = 2

/** `kvitt customers list` */
export async function listCustomers({ json, url }: ControlOptions): Promise<void> {
  const answer = await callControl(url, 'GET', '/customers')
  const customers = succeeded(answer) as readonly CustomerView[]
  print(json ? JSON.stringify(customers) : customers.map(inALine).join('\n'))
}

/** `kvitt customers create <phone>` */
export async function createCustomer(phoneNumber: string, options: CustomerOptions): Promise<void> {
  const { json, url } = options
  const wish = { phoneNumber, ...profileOf(options) }
  const customer = succeeded(await callControl(url, 'POST', '/customers', wish)) as CustomerView
  print(json ? JSON.stringify(customer) : inALine(customer))
}

/** `kvitt customers change <phone>` */
export async function changeCustomer(phoneNumber: string, options: CustomerOptions): Promise<void> {
  const { json, url } = options
  const changes = profileOf(options)
  if (Object.keys(changes).length === 0) {
    throw new CliError(
      `Say what to change: kvitt customers change ${phoneNumber} --cards expired. ` +
        'Run with --help to see what there is.',
      EXIT_USAGE,
    )
  }
  const answer = await callControl(url, 'PATCH', pathOf(phoneNumber), changes)
  const customer = succeeded(answer) as CustomerView
  print(json ? JSON.stringify(customer) : inALine(customer))
}

/** `kvitt customers remove <phone>` */
export async function removeCustomer(
  phoneNumber: string,
  { json, url }: ControlOptions,
): Promise<void> {
  succeeded(await callControl(url, 'DELETE', pathOf(phoneNumber)))
  print(json ? JSON.stringify({ removed: phoneNumber }) : `${phoneNumber} is gone.`)
}

function pathOf(phoneNumber: string): string {
  return `/customers/${encodeURIComponent(phoneNumber)}`
}

function profileOf({
  blocked,
  identified,
  json: _json,
  url: _url,
  ...profile
}: CustomerOptions): object {
  return {
    ...profile,
    ...(blocked !== undefined && { blocked: blocked === 'on' }),
    ...(identified !== undefined && { identified: identified === 'on' }),
  }
}

function inALine({ birthDate, blocked, cards, market, name, phoneNumber }: CustomerView): string {
  const names = cards.map((card) => card.name).join(', ') || 'no cards'
  const note = blocked ? ' (blocked)' : ''
  return `${phoneNumber.padEnd(12)}  ${market}  ${name}${note}, born ${birthDate}: ${names}`
}
