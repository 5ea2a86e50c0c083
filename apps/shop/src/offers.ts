import {
  PaymentRefusedError,
  PaymentServerSilentError,
  type PaymentServer,
} from './payment-server.ts'

const ASKED_AGAIN_MS = 60_000

/** What customers can be offered at the moment. */
export interface Offer {
  readonly canPay: boolean
  readonly hasExpress: boolean
}

/**
 * What the payment server says can be paid with, asked once a minute: a button that leads nowhere
 * is worse than none. While the payment server is silent everything is offered, because orders are
 * kept until it is back.
 */
export function offersOf(paymentServer: PaymentServer, now: () => Date): () => Promise<Offer> {
  let offer: Offer = { canPay: true, hasExpress: true }
  let askedAt = -Infinity
  return async () => {
    const at = now().getTime()
    if (at - askedAt < ASKED_AGAIN_MS) return offer
    askedAt = at
    offer = await ask(paymentServer)
    return offer
  }
}

async function ask(paymentServer: PaymentServer): Promise<Offer> {
  try {
    const { salesUnits } = await paymentServer.salesUnits()
    const usable = salesUnits.filter(({ currency, available }) => currency === 'NOK' && available)
    const express = usable.filter(
      ({ missing }) => !missing.some(({ product }) => product === 'express'),
    )
    return { canPay: usable.length > 0, hasExpress: express.length > 0 }
  } catch (error) {
    if (error instanceof PaymentServerSilentError || error instanceof PaymentRefusedError) {
      return { canPay: true, hasExpress: true }
    }
    throw error
  }
}
