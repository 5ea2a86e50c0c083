import type { GetPaymentResponse } from '@kvitt/contract'
import type { CallOptions } from './call.ts'
import { sleep, type Clock } from './clock.ts'
import { KvittError } from './kvitt-error.ts'

/** How a payment's wait for its customer ended. */
export type PaymentOutcome =
  | {
      /** Approved and reserved; stopped by the customer; too late; stopped by the merchant. */
      readonly outcome: 'authorized' | 'aborted' | 'expired' | 'terminated'
      readonly payment: GetPaymentResponse
    }
  | {
      /** Not decided when the wait ended: go on asking, more slowly. Nothing has failed. */
      readonly outcome: 'pending'
      /** As it was read last; undefined when no read succeeded. */
      readonly payment: GetPaymentResponse | undefined
    }

export interface WaitOptions extends CallOptions {
  /** When the payment was created, in ms since the epoch; now unless given. */
  readonly createdAt?: number | undefined
  /** How long after its creation to ask first, in ms; 5 s unless given. 0 asks at once. */
  readonly firstAfterMs?: number | undefined
  /** How long to wait between two reads, in ms; 2 s unless given, 1 s at the least. */
  readonly everyMs?: number | undefined
  /**
   * When to stop, in ms since the epoch: 11 minutes after the creation unless given, one more than
   * the customer has. With `expiresAt` on the payment, give that and a minute.
   */
  readonly until?: number | undefined
}

const FIRST_AFTER_MS = 5_000
const EVERY_MS = 2_000
const EVERY_MS_MIN = 1_000
const EVERY_MS_MAX = 30_000
const WINDOW_MS = 11 * 60_000

const OUTCOMES = {
  AUTHORIZED: 'authorized',
  ABORTED: 'aborted',
  EXPIRED: 'expired',
  TERMINATED: 'terminated',
} as const

/**
 * Reads a payment until its state is final, first 5 s after its creation and then every 2 s. What
 * fails for now is asked again, more slowly; a state that is not known is not final.
 *
 * @throws KvittError when reading is refused for good, and `aborted` at the signal
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/polling-guidelines/
 */
export async function waitForOutcome(
  get: (reference: string, options: CallOptions) => Promise<GetPaymentResponse>,
  { clock }: { readonly clock: Clock },
  reference: string,
  options: WaitOptions = {},
): Promise<PaymentOutcome> {
  const { createdAt = clock.now(), firstAfterMs = FIRST_AFTER_MS, signal } = options
  const { everyMs = EVERY_MS, until = createdAt + WINDOW_MS } = options
  const paceMs = Math.max(EVERY_MS_MIN, everyMs)
  let payment: GetPaymentResponse | undefined
  let waitMs = createdAt + firstAfterMs - clock.now()
  let slowedMs = paceMs
  for (;;) {
    await pause(clock, Math.min(waitMs, until - clock.now()), reference, signal)
    try {
      payment = await get(reference, { signal })
      const outcome = (OUTCOMES as Readonly<Record<string, Final>>)[payment.state]
      if (outcome !== undefined) return { outcome, payment }
      slowedMs = paceMs
      waitMs = paceMs
    } catch (error) {
      if (!(error instanceof KvittError) || error.verdict === 'refused') throw error
      if (error.code === 'aborted') throw error
      slowedMs = Math.min(EVERY_MS_MAX, slowedMs * 2)
      waitMs = Math.max(slowedMs, error.retryAfterMs ?? 0)
    }
    if (clock.now() >= until) return { outcome: 'pending', payment }
  }
}

type Final = (typeof OUTCOMES)[keyof typeof OUTCOMES]

async function pause(
  clock: Clock,
  delayMs: number,
  reference: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (delayMs > 0 ? await sleep(clock, delayMs, signal) : !signal?.aborted) return
  const facts = { code: 'aborted', verdict: 'retry', operation: 'getPayment', reference } as const
  throw new KvittError(facts, { cause: signal?.reason })
}
