import { isObject } from '../conformance/documents/json.ts'

/** What is wrong with the sums of a payment, if a body shows one; nothing when they add up. */
export function moneyViolations(body: unknown): readonly string[] {
  if (!isObject(body) || !isObject(body['aggregate'])) return []
  const amount = valueOf(body['amount'])
  const { aggregate } = body
  const authorized = valueOf(aggregate['authorizedAmount'])
  const captured = valueOf(aggregate['capturedAmount'])
  const cancelled = valueOf(aggregate['cancelledAmount'])
  const refunded = valueOf(aggregate['refundedAmount'])
  const isAsked = 'redirectUrl' in body || 'paymentMethod' in body
  const rules: readonly (readonly [string, boolean])[] = [
    [
      'a sum is no whole number of minor units',
      [authorized, captured, cancelled, refunded].every(isSum),
    ],
    ['more is captured than authorized', captured <= authorized],
    ['more is refunded than captured', refunded <= captured],
    [
      'captured and cancelled exceed the reservation',
      captured + cancelled <= Math.max(authorized, isAsked ? amount : Infinity),
    ],
    [
      'captured and cancelled exceed what is authorized',
      authorized === 0 || captured + cancelled <= authorized,
    ],
    [
      'a payment in this state has no money',
      body['state'] === 'AUTHORIZED' || captured + refunded + authorized === 0,
    ],
  ]
  return rules.filter(([, holds]) => !holds).map(([words]) => words)
}

/** What is wrong with a payment and its event log together. */
export function logViolations(payment: unknown, events: unknown): readonly string[] {
  if (!isObject(payment) || !Array.isArray(events))
    return ['a payment or its event log is not there']
  const aggregate = isObject(payment['aggregate']) ? payment['aggregate'] : {}
  const sumOf = (name: string): number =>
    events
      .filter((event) => isObject(event) && event['name'] === name && event['success'] === true)
      .reduce((sum: number, event) => sum + valueOf(Object(event).amount), 0)
  return Object.entries({ CAPTURED: 'capturedAmount', REFUNDED: 'refundedAmount' }).flatMap(
    ([name, member]) =>
      sumOf(name) === valueOf(aggregate[member]) ? [] : [`the ${name} events do not add up`],
  )
}

function valueOf(amount: unknown): number {
  return isObject(amount) ? Number(amount['value']) : Number.NaN
}

function isSum(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}
