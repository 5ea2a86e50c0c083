import type { LandingPayment } from '@kvitt/contract'
import { useEffect, useState } from 'react'

/** How long the customer sees what has become of the payment. */
const SHOWN_MS = 1_500

/**
 * Takes the browser back to the merchant when the payment ends before its eyes, whichever way it
 * ends. Whoever opens the link of one that has ended stays.
 *
 * @param isHeld there is something to read first
 */
export function useReturn(payment: LandingPayment | undefined, isHeld: boolean): boolean {
  const [wasWaiting, setWasWaiting] = useState(false)
  const state = payment?.state
  const returnUrl = payment?.returnUrl
  if (state === 'CREATED' && !wasWaiting) setWasWaiting(true)
  const hasEnded = state !== undefined && state !== 'CREATED'
  const isReturning = wasWaiting && hasEnded && !isHeld && returnUrl !== undefined
  useEffect(() => {
    if (!isReturning) return undefined
    const timer = setTimeout(() => window.location.replace(returnUrl), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [isReturning, returnUrl])
  return isReturning
}
