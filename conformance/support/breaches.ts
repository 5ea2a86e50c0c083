import type { OPERATIONS } from '@kvitt/contract'
import type { SalesUnit } from '@kvitt/domain'
import { CUSTOMERS, NORWAY } from './demo-keys.ts'

export type CreateProblem = (typeof OPERATIONS)['createPayment']['problems'][number]

/** A request to create a payment in the making, and the sales unit that it is made to. */
export interface Draft {
  readonly body: Record<string, unknown>
  readonly grants: Partial<SalesUnit['grants']>
  readonly unit: Partial<SalesUnit>
  readonly keyUsed: boolean
  readonly referenceUsed: boolean
  readonly withoutParameter: boolean
  readonly withoutReceipt: boolean
  readonly repeatsMetadataName: boolean
}

const SHIPPING = {
  dynamicOptions: {
    callbackUrl: 'https://shop.example/shipping',
    callbackAuthorizationToken: 'token',
  },
}

type Breach = (draft: Draft) => Draft

const RECEIPT = {
  orderLines: [
    { id: '1', name: 'Socks', totalAmount: 1, totalAmountExcludingTax: 1, totalTaxAmount: 0 },
  ],
  bottomLine: { currency: 'NOK' },
}

/** How a request comes to break each rule; two of them applied in turn break both. */
export const BREACHES: Readonly<Record<CreateProblem, Breach>> = {
  keyReused: (draft) => ({ ...draft, keyUsed: true }),
  referenceExists: (draft) => ({ ...draft, referenceUsed: true }),
  invalidAmount: (draft) => within(draft, 'amount', { value: -1 }),
  invalidCustomerToken: (draft) => identified(draft, { customerToken: 'wbA8ceVRKkoYiQAVELHeFCC3' }),
  invalidPersonalQr: (draft) => identified(draft, { personalQr: 'https://qr.example/nobody' }),
  invalidPhoneNumber: (draft) => within(draft, 'customer', { phoneNumber: '12' }),
  invalidScope: (draft) => scoped(draft, 'shoeSize'),
  invalidUrl: (draft) => changed(draft, { receiptUrl: 'http://shop.example/receipt' }),
  tooMuchMetadata: (draft) =>
    within(draft, 'metadata', { a: '', b: '', c: '', d: '', e: '', f: '' }),
  metadataRepeatsName: (draft) => ({
    ...within(draft, 'metadata', { other: '' }),
    repeatsMetadataName: true,
  }),
  metadataKeyTooLong: (draft) => within(draft, 'metadata', { ['k'.repeat(101)]: 'value' }),
  metadataValueTooLong: (draft) => within(draft, 'metadata', { key: 'v'.repeat(501) }),
  missingParameter: (draft) => ({
    ...changed(draft, { returnUrl: undefined }),
    withoutParameter: true,
  }),
  invalidPaymentMethodType: (draft) => within(draft, 'paymentMethod', { type: 'CARD_PASSTHROUGH' }),
  blockingNotApplicable: (draft) =>
    within(draft, 'paymentMethod', { blockedSources: ['COMMERCIAL_CARDS'] }),
  expressNotAllowed: (draft) => ({
    ...scoped(changed(draft, { shipping: SHIPPING }), 'name'),
    grants: { ...draft.grants, express: false },
  }),
  illegalScope: (draft) => scoped(draft, 'nin'),
  invalidCurrency: (draft) => within(draft, 'amount', { currency: 'DKK' }),
  longLivingNotAllowed: (draft) => ({
    ...changed(draft, { expiresAt: draft.body['expiresAt'] ?? inDays(1) }),
    grants: { ...draft.grants, longLiving: false },
  }),
  bankAccountNotVerified: (draft) => ({
    ...draft,
    unit: { ...draft.unit, bankAccountVerified: false },
  }),
  salesUnitDeactivated: (draft) => ({ ...draft, unit: { ...draft.unit, deactivated: true } }),
  pushNotAllowed: (draft) => ({
    ...changed(draft, { userFlow: 'PUSH_MESSAGE' }),
    grants: { ...draft.grants, push: false },
  }),
  amountTooSmall: (draft) => (valueOf(draft) < 0 ? draft : within(draft, 'amount', { value: 0 })),
  expiresTooLate: (draft) => changed(draft, { expiresAt: inDays(61) }),
  expiresTooSoon: (draft) => changed(draft, { expiresAt: inDays(0) }),
  longLivingNeedsReceipt: (draft) => ({
    ...changed(draft, { expiresAt: draft.body['expiresAt'] ?? inDays(1) }),
    withoutReceipt: true,
  }),
  cardNotAllowed: (draft) => ({
    ...within(draft, 'paymentMethod', { type: 'CARD' }),
    grants: { ...draft.grants, card: false },
  }),
  customerNotFound: (draft) => ({
    ...changed(draft, {
      userFlow: 'PUSH_MESSAGE',
      customer: draft.body['customer'] ?? { phoneNumber: '4799999999' },
    }),
  }),
}

/** No request can break both of these; a sales unit that may take no payments has none yet. */
export const EXCLUSIVE: readonly (readonly [CreateProblem, CreateProblem])[] = [
  ['expiresTooLate', 'expiresTooSoon'],
  ['missingParameter', 'customerNotFound'],
  ['expressNotAllowed', 'cardNotAllowed'],
  // A payment names its customer once.
  ['invalidCustomerToken', 'invalidPersonalQr'],
  ['invalidCustomerToken', 'invalidPhoneNumber'],
  ['invalidPersonalQr', 'invalidPhoneNumber'],
  // With CARD these are refused for another reason.
  ['invalidPaymentMethodType', 'cardNotAllowed'],
  ['illegalScope', 'cardNotAllowed'],
  ['pushNotAllowed', 'cardNotAllowed'],
  ['expiresTooLate', 'cardNotAllowed'],
  ['expiresTooSoon', 'cardNotAllowed'],
  ['longLivingNeedsReceipt', 'cardNotAllowed'],
  ['customerNotFound', 'cardNotAllowed'],
  ['referenceExists', 'bankAccountNotVerified'],
  ['referenceExists', 'salesUnitDeactivated'],
]

/** Gives a draft what it lacks for reasons that none of its breaches means. */
export function completed(draft: Draft): Draft {
  const { body, withoutParameter, withoutReceipt } = draft
  const isPush = body['userFlow'] === 'PUSH_MESSAGE'
  return changed(draft, {
    ...(isPush &&
      !withoutParameter &&
      body['customer'] === undefined && { customer: { phoneNumber: CUSTOMERS[NORWAY] } }),
    ...(body['expiresAt'] !== undefined && !withoutReceipt && { receipt: RECEIPT }),
  })
}

function changed(draft: Draft, members: object): Draft {
  return { ...draft, body: { ...draft.body, ...members } }
}

function within(draft: Draft, name: string, members: object): Draft {
  return changed(draft, { [name]: { ...Object(draft.body[name]), ...members } })
}

function scoped(draft: Draft, word: string): Draft {
  const { scope = 'name' } = Object(draft.body['profile'])
  return within(draft, 'profile', { scope: `${String(scope)} ${word}` })
}

/** Names the customer, as nobody has yet. */
function identified(draft: Draft, customer: object): Draft {
  return draft.body['customer'] === undefined ? changed(draft, { customer }) : draft
}

function valueOf(draft: Draft): number {
  return Number(Object(draft.body['amount']).value)
}

/** A moment by the clock of an environment in this process. */
function inDays(days: number): string {
  return new Date(Date.UTC(2026, 8, 1 + days, 12)).toISOString()
}
