import { namedMsn } from './authenticate.ts'
import type { Exchange } from './exchange.ts'
import { problemRefusal } from './refusal.ts'
import { sentReference } from './sent-body.ts'

/**
 * Payments that an operation holds while it takes its time. A decision takes none: only a fault
 * that makes an operation slow does. Locks live in this process and as long as their request.
 */
export class PaymentLocks {
  readonly #holders = new Map<string, Exchange>()

  /** Holds the payment that a request is about to change, unless another request does. */
  async acquire(exchange: Exchange): Promise<void> {
    const key = await lockOf(exchange, await namedMsn(exchange))
    if (key !== undefined && !this.#holders.has(key)) this.#holders.set(key, exchange)
  }

  release(exchange: Exchange): void {
    for (const [key, holder] of this.#holders) {
      if (holder === exchange) this.#holders.delete(key)
    }
  }

  async isHeldByAnother(exchange: Exchange): Promise<boolean> {
    if (this.#holders.size === 0) return false
    const key = await lockOf(exchange, exchange.salesUnit?.msn)
    const holder = key === undefined ? undefined : this.#holders.get(key)
    return holder !== undefined && holder !== exchange
  }
}

async function lockOf(exchange: Exchange, msn: string | undefined): Promise<string | undefined> {
  if (msn === undefined || exchange.operation.method !== 'POST') return undefined
  const reference = await sentReference(exchange)
  return reference === undefined ? undefined : `${msn}/${reference}`
}

/** Refuses to change a payment that another operation holds. */
export async function refuseWhileLocked(exchange: Exchange): Promise<Response | undefined> {
  return (await exchange.services.locks.isHeldByAnother(exchange))
    ? problemRefusal(exchange, 'orderProcessing')
    : undefined
}
