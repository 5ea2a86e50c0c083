import {
  CUSTOMERS_MAX,
  NAME_LENGTH_MAX,
  SALES_UNITS_MAX,
  type DirectoryRefusal,
} from '@kvitt/domain'
import type { Services } from '../services.ts'
import { refuseMembers } from './control-answer.ts'

/** What a refused change to the directory is answered with. */
const ANSWER_OF = {
  alreadyFounded: [409, 'The environment is founded already.'],
  cardNamedTwice: [400, 'Two cards have the same name. Give each its own.'],
  clientIdTaken: [
    409,
    'Another sales unit has this client_id. Send sharesKeysOf with its MSN to use the same keys.',
  ],
  customerExists: [409, 'There is a test customer with this phone number already.'],
  customerUnknown: [404, 'There is no test customer with this phone number.'],
  invalidBirthDate: [400, 'birthDate must be a day of the calendar, for example 1990-12-31.'],
  invalidName: [400, `name must have 1 to ${NAME_LENGTH_MAX} characters.`],
  intervalNotOffered: [400, 'settlement.interval must be daily in Denmark and Finland.'],
  keysUnknown: [404, 'There are no such keys.'],
  msnTaken: [409, 'There is a sales unit with this MSN already.'],
  notFounded: [409, 'The environment is not founded.'],
  phoneNumberOfNoMarket: [
    400,
    'phoneNumber must be 47 or 45 and 8 digits, or 358 and 6 to 11 digits.',
  ],
  salesUnitUnknown: [404, 'There is no such sales unit.'],
  tooManyCustomers: [409, `There are ${CUSTOMERS_MAX} test customers. Remove one first.`],
  tooManySalesUnits: [
    409,
    `There are ${SALES_UNITS_MAX} sales units, and none can be removed. ` +
      'Start over with POST /reset?directory=true.',
  ],
} as const satisfies Record<DirectoryRefusal, readonly [status: number, detail: string]>

/** The member of the body that a refusal is about, where it is about one. */
const MEMBER_OF: Readonly<Partial<Record<DirectoryRefusal, string>>> = {
  cardNamedTwice: 'cards',
  customerExists: 'phoneNumber',
  invalidBirthDate: 'birthDate',
  intervalNotOffered: 'settlement.interval',
  invalidName: 'name',
  msnTaken: 'msn',
  phoneNumberOfNoMarket: 'phoneNumber',
}

export function refuseChange(
  services: Services,
  request: Request,
  refusal: DirectoryRefusal,
): Response {
  const [status, detail] = ANSWER_OF[refusal]
  const name = MEMBER_OF[refusal]
  const members = name === undefined ? [] : [{ name, reason: detail }]
  return refuseMembers(services, request, status, detail, members)
}
