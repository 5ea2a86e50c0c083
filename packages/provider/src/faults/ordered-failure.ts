import type { FaultAnswer, FaultEffect, ModificationFailure } from '@kvitt/domain'
import type { Exchange } from '../http/exchange.ts'

const FAILURE_OF_CODE: Readonly<Record<number, ModificationFailure>> = {
  6260: 'fundsUnavailable',
  6280: 'temporary',
}
/** What asks a bank for something. */
const BANK_OPERATIONS: ReadonlySet<string> = new Set([
  'capturePayment',
  'refundPayment',
  'cancelPayment',
])

/** A failure of the bank that a fault ordered, and the answer that tells it. */
export interface OrderedFailure {
  readonly failure: ModificationFailure
  readonly answer: FaultAnswer
}

/**
 * The failure on order for a request, if there is one. A bank fails only after everything has been
 * found right, and merchants are told: such a fault does not strike before the payment is asked.
 */
export function orderedFailure(
  { operation }: Pick<Exchange, 'operation'>,
  effect: FaultEffect | undefined,
): OrderedFailure | undefined {
  if (effect?.type !== 'status' || effect.when !== 'before') return undefined
  const failure = FAILURE_OF_CODE[effect.answer.code ?? 0]
  if (failure === undefined || !BANK_OPERATIONS.has(operation.id)) return undefined
  return { failure, answer: effect.answer }
}
