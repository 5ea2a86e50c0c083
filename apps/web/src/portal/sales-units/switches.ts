import type { SalesUnitView } from '@kvitt/contract'
import type { SalesUnitChange } from './sales-unit-queries.ts'

/** One thing about a sales unit that can be switched, and what the API makes of it. */
export interface Switch {
  readonly name: string
  readonly label: string
  readonly on: string
  readonly off: string
  /** What is said where the market has no such rule, so that it changes nothing there. */
  readonly withoutEffect?: Partial<Record<SalesUnitView['market'], string>>
  readonly isOn: (unit: SalesUnitView) => boolean
  readonly change: (isOn: boolean) => SalesUnitChange
}

/** Each day’s captures are paid out, less 2.99 % and one krone of each. */
const DAILY_SETTLEMENT = {
  interval: 'daily',
  method: 'net',
  feeBasisPoints: 299,
  feePerCapture: 100,
  reportForm: '2026',
} as const satisfies SalesUnitView['settlement']

const NOT_IN_NORWAY = {
  NO: 'Changes nothing in Norway: captures in parts are taken for 180 days.',
}
const NOT_OUTSIDE_NORWAY = {
  DK: 'Changes nothing in Denmark: the rule is Norway’s.',
  FI: 'Changes nothing in Finland: the rule is Norway’s.',
}

/** What may come without an approval by a person, or needs one, and how strictly the API reads. */
export const SWITCHES: readonly Switch[] = [
  {
    name: 'deactivated',
    label: 'Deactivated',
    on: 'Every new payment is refused with 5070, every refund with 5100. What is reserved can be captured or released.',
    off: 'The sales unit is in service.',
    isOn: ({ deactivated }) => deactivated,
    change: (deactivated) => ({ deactivated }),
  },
  {
    name: 'loginOnly',
    label: 'Login only',
    on: 'The ePayment API answers every request with 403: the product is missing.',
    off: 'The sales unit has the product that takes payments.',
    isOn: ({ loginOnly }) => loginOnly,
    change: (loginOnly) => ({ loginOnly }),
  },
  {
    name: 'strict',
    label: 'Strict',
    on: 'What the real service tolerates but a real client should not send is refused with 400: unknown members, missing system headers, http addresses.',
    off: 'As liberal as the real service, and towards addresses on this machine more so.',
    isOn: ({ strict }) => strict,
    change: (strict) => ({ strict }),
  },
  {
    name: 'bankAccountVerified',
    label: 'Bank account verified',
    on: 'Payments are taken.',
    off: 'Every new payment is refused with 5060.',
    isOn: ({ bankAccountVerified }) => bankAccountVerified,
    change: (bankAccountVerified) => ({ bankAccountVerified }),
  },
  grant(
    'push',
    'Push messages allowed',
    'PUSH_MESSAGE asks the customer without a landing page.',
    'PUSH_MESSAGE is refused with 5080.',
  ),
  grant(
    'longLiving',
    'Long-living payments',
    'expiresAt may give the customer up to 60 days.',
    'A payment with expiresAt is refused with 5050.',
  ),
  grant(
    'express',
    'Express',
    'Address and delivery are chosen in the app.',
    'A payment with shipping is refused with 5020.',
  ),
  grant(
    'card',
    'Payments by card',
    'CARD takes any card, without the app.',
    'CARD is refused with 10060.',
  ),
  {
    name: 'fullCaptureOnly',
    label: 'Full capture only',
    on: 'A capture of less than what is reserved is refused with 6140.',
    off: 'What is reserved can be captured in parts.',
    withoutEffect: NOT_IN_NORWAY,
    isOn: ({ grants }) => !grants.partialCapture,
    change: (isOn) => ({ grants: { partialCapture: !isOn } }),
  },
  {
    ...grant(
      'lateCapture',
      'Late capture',
      'Captures are taken for 180 days.',
      'Captures are refused with 6100 after 14 days, and the reservation is released.',
    ),
    withoutEffect: NOT_IN_NORWAY,
  },
  {
    name: 'phoneNumberLocked',
    label: 'Phone number locked',
    on: 'Nobody changes the number that a payment names on the landing page.',
    off: 'Somebody else can pay: the number can be changed on the landing page.',
    isOn: ({ phoneNumberLocked }) => phoneNumberLocked,
    change: (phoneNumberLocked) => ({ phoneNumberLocked }),
  },
  {
    name: 'onlySuccessesKept',
    label: 'Only successes kept',
    on: 'After a refusal the same Idempotency-Key can be used again, for a corrected request too.',
    off: 'A refusal sticks to its Idempotency-Key, as the documentation has it.',
    isOn: ({ onlySuccessesKept }) => onlySuccessesKept,
    change: (onlySuccessesKept) => ({ onlySuccessesKept }),
  },
  {
    name: 'refundsFromCapture',
    label: 'Refunds from capture',
    on: 'Refunds are taken for 365 days after the latest capture.',
    off: 'Refunds are taken for 365 days after the authorization.',
    isOn: ({ refundsFromCapture }) => refundsFromCapture,
    change: (refundsFromCapture) => ({ refundsFromCapture }),
  },
  {
    name: 'longLivingOneDay',
    label: 'Long-living for a day',
    on: 'expiresAt is at most 24 hours ahead, else 6110; each line of the receipt has a productUrl, else 4140.',
    off: 'expiresAt may be up to 60 days ahead.',
    withoutEffect: NOT_OUTSIDE_NORWAY,
    isOn: ({ longLivingOneDay }) => longLivingOneDay,
    change: (longLivingOneDay) => ({ longLivingOneDay }),
  },
  {
    name: 'subDelayed',
    label: 'Late profile.sub',
    on: 'profile.sub comes 5 seconds after the approval, as it may in reality.',
    off: 'profile.sub is there at once.',
    isOn: ({ subDelayed }) => subDelayed,
    change: (subDelayed) => ({ subDelayed }),
  },
  {
    name: 'settlement',
    label: 'Settlement',
    on: 'What is captured is paid out, and the Report API has a ledger of it. The control API sets interval, method and fees.',
    off: 'Nothing is paid out, as in the real test environment, and the Report API has no ledger.',
    isOn: ({ settlement }) => settlement !== null,
    change: (isOn) => ({ settlement: isOn ? DAILY_SETTLEMENT : null }),
  },
  grant(
    'nin',
    'National identity number',
    'profile.scope may ask for nin.',
    'The scope nin is refused with 5030.',
  ),
  grant(
    'accountNumbers',
    'Account numbers',
    'profile.scope may ask for accountNumbers.',
    'The scope accountNumbers is refused with 5030.',
  ),
]

function grant(
  name: keyof SalesUnitView['grants'],
  label: string,
  on: string,
  off: string,
): Switch {
  return {
    name,
    label,
    on,
    off,
    isOn: ({ grants }) => grants[name],
    change: (isOn) => ({ grants: { [name]: isOn } }),
  }
}
