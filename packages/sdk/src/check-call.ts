import { OPERATIONS, reasonsOf, type Operation, type OperationId } from '@kvitt/contract'
import { checkAmount, checkPaymentRequest } from './check-payment-request.ts'
import { KvittError, type ErrorDetail } from './kvitt-error.ts'
import type { CallInput } from './progress.ts'

const KEY_LENGTH_MAX = 50
const REFERENCE = [/^[a-zA-Z0-9-]{1,64}$/, '1 to 64 letters, digits and hyphens'] as const
const PATH_VALUE = [/^[\x21-\x7e]{1,255}$/, '1 to 255 visible ASCII characters'] as const
const VISIBLE_ASCII = /^[\x21-\x7e]+$/

/**
 * Finds what would be refused, or go somewhere else, before it is sent.
 *
 * @throws KvittError `invalidInput` with a detail for each field that is wrong
 */
export function checkCall(id: OperationId, input: CallInput): void {
  const operation: Operation = OPERATIONS[id]
  const details = [
    ...checkPathValues(input.path ?? {}),
    ...checkKey(operation, input.idempotencyKey),
    ...checkBody(id, operation, input.body),
  ]
  if (details.length === 0) return
  const { reference } = input
  throw new KvittError({
    code: 'invalidInput',
    verdict: 'refused',
    operation: id,
    reference,
    details,
  })
}

function checkPathValues(values: Readonly<Record<string, string>>): readonly ErrorDetail[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const [pattern, form] = name === 'reference' ? REFERENCE : PATH_VALUE
    // As a step of a path, one and two dots mean another one.
    const isRight = typeof value === 'string' && pattern.test(value) && !/^\.\.?$/.test(value)
    return isRight ? [] : [{ name, reason: `must be ${form}: ${String(value).slice(0, 100)}` }]
  })
}

function checkKey({ headers }: Operation, key: string | undefined): readonly ErrorDetail[] {
  if (headers.idempotencyKey === undefined) return []
  if (typeof key === 'string' && key.length <= KEY_LENGTH_MAX && VISIBLE_ASCII.test(key)) return []
  const reason =
    `must be 1 to ${KEY_LENGTH_MAX} visible ASCII characters, stored before the call and ` +
    'the same when it is repeated'
  return [{ name: 'idempotencyKey', reason }]
}

function checkBody(id: OperationId, operation: Operation, body: unknown): readonly ErrorDetail[] {
  if (!operation.body || (body === undefined && !operation.body.required)) return []
  const { error } = operation.body.schema.safeParse(body)
  if (error) return reasonsOf(error, body)
  if (id === 'createPayment') return checkPaymentRequest(body)
  const isModification = id === 'capturePayment' || id === 'refundPayment'
  return isModification ? checkAmount('modificationAmount', body, 1) : []
}
