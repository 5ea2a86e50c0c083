/** How far from a whole number an amount may be and still be one: a client's floating point. */
const FLOAT_TAIL_MAX = 0.000_001

const MENDS: readonly (readonly [name: string, mend: (value: unknown) => unknown])[] = [
  ['reference', textOfNumber],
  ['amount', amountWithoutTail],
  ['modificationAmount', amountWithoutTail],
  ['customer', customerWithTextNumber],
  ['metadata', textValues],
  ['shipping', shippingWithoutTails],
]

/**
 * Mends what official clients and plugins really send, before the schema sees it: numbers where
 * texts belong, amounts with a floating-point tail, `[]` for an empty object.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/
 */
export function tolerate(body: unknown): unknown {
  if (Array.isArray(body) && body.length === 0) return {}
  if (!isRecord(body)) return body
  const mended = { ...body }
  for (const [name, mend] of MENDS) {
    if (body[name] !== undefined) mended[name] = mend(body[name])
  }
  return mended
}

function textOfNumber(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value
}

/** An amount whose value is a whole number, apart from what a client's floating point did. */
export function amountWithoutTail(amount: unknown): unknown {
  if (!isRecord(amount) || typeof amount['value'] !== 'number') return amount
  const whole = Math.round(amount['value'])
  const isTail = Math.abs(amount['value'] - whole) < FLOAT_TAIL_MAX
  return isTail && whole !== amount['value'] ? { ...amount, value: whole } : amount
}

function shippingWithoutTails(shipping: unknown): unknown {
  if (!isRecord(shipping) || !Array.isArray(shipping['fixedOptions'])) return shipping
  const fixedOptions = shipping['fixedOptions'].map((group: unknown) => {
    if (!isRecord(group) || !Array.isArray(group['options'])) return group
    return { ...group, options: group['options'].map(optionWithoutTail) }
  })
  return { ...shipping, fixedOptions }
}

function optionWithoutTail(option: unknown): unknown {
  return isRecord(option) && option['amount'] !== undefined
    ? { ...option, amount: amountWithoutTail(option['amount']) }
    : option
}

function customerWithTextNumber(customer: unknown): unknown {
  if (!isRecord(customer) || typeof customer['phoneNumber'] !== 'number') return customer
  return { ...customer, phoneNumber: String(customer['phoneNumber']) }
}

function textValues(metadata: unknown): unknown {
  if (!isRecord(metadata)) return metadata
  const texts = Object.entries(metadata).map(([key, value]) => [
    key,
    typeof value === 'number' || typeof value === 'boolean' ? String(value) : value,
  ])
  return Object.fromEntries(texts)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
