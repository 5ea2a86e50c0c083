import type { CreatePaymentRequest, ModificationRequest } from '@kvitt/contract'
import type { ErrorDetail } from './kvitt-error.ts'

const AMOUNT_MAX = 65_000_000
const METADATA_PAIRS_MAX = 5
const METADATA_KEY_LENGTH_MAX = 100
const METADATA_VALUE_LENGTH_MAX = 500

/** Rules beyond the schema that the API would refuse with a number, as far as no setting decides. */
export function checkPaymentRequest(body: unknown): readonly ErrorDetail[] {
  // The schema has been held against it.
  const request = body as CreatePaymentRequest
  const { userFlow, returnUrl, customer, expiresAt, receipt, paymentMethod } = request
  const needs = (name: string, when: string): ErrorDetail => ({
    name,
    reason: `is required ${when}`,
  })
  return [
    ...checkAmount('amount', request, 0),
    ...(userFlow === 'WEB_REDIRECT' && !returnUrl ? [needs('returnUrl', 'for WEB_REDIRECT')] : []),
    ...(userFlow === 'PUSH_MESSAGE' && !hasIdentifier(customer)
      ? [needs('customer', 'for PUSH_MESSAGE: its phoneNumber, personalQr or customerToken')]
      : []),
    ...(expiresAt != null && receipt == null ? [needs('receipt', 'together with expiresAt')] : []),
    ...(paymentMethod.type === 'CARD' && userFlow !== 'WEB_REDIRECT'
      ? [{ name: 'userFlow', reason: 'must be WEB_REDIRECT for CARD' }]
      : []),
    ...checkPhoneNumber(customer?.phoneNumber),
    ...checkMetadata(request.metadata ?? {}),
  ]
}

/** @param name the member that holds the amount */
export function checkAmount(
  name: 'amount' | 'modificationAmount',
  body: unknown,
  min: number,
): readonly ErrorDetail[] {
  const holder = body as Partial<CreatePaymentRequest & ModificationRequest>
  const value = holder[name]?.value ?? Number.NaN
  if (Number.isInteger(value) && value >= min && value <= AMOUNT_MAX) return []
  const reason =
    `must be a whole number of minor units from ${min} to ${AMOUNT_MAX}, 49900 for 499.00: ` +
    `${value}`
  return [{ name: `${name}.value`, reason }]
}

function hasIdentifier(customer: CreatePaymentRequest['customer']): boolean {
  return Object.values(customer ?? {}).some((identifier) => identifier != null)
}

function checkPhoneNumber(phoneNumber: string | null | undefined): readonly ErrorDetail[] {
  if (phoneNumber == null || /^[1-9]\d{8,14}$/.test(phoneNumber)) return []
  // Not repeated: it is somebody's number.
  const reason = 'must be country code and number, digits only, without + or 00: 4712345678'
  return [{ name: 'customer.phoneNumber', reason }]
}

function checkMetadata(metadata: Readonly<Record<string, string>>): readonly ErrorDetail[] {
  const pairs = Object.entries(metadata)
  const reasons = [
    ...(pairs.length > METADATA_PAIRS_MAX ? [`has at most ${METADATA_PAIRS_MAX} pairs`] : []),
    ...(pairs.some(([key]) => key.length > METADATA_KEY_LENGTH_MAX)
      ? [`has keys of at most ${METADATA_KEY_LENGTH_MAX} characters`]
      : []),
    ...(pairs.some(([, value]) => value.length > METADATA_VALUE_LENGTH_MAX)
      ? [`has values of at most ${METADATA_VALUE_LENGTH_MAX} characters`]
      : []),
  ]
  return reasons.map((reason) => ({ name: 'metadata', reason }))
}
