import { useEffect, useRef } from 'react'
import { useLocation, useNavigate, useNavigationType } from 'react-router'
import { reject } from './landing-api.ts'
import type { LandingAction } from './use-landing-action.ts'

/** What the entry of the history says that is on top while the customer is asked. */
const WAITING = { isWaiting: true }

/**
 * Whoever goes back from the page after a number was entered cancels the payment.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/landing-page/
 */
export function useBackCancels(token: string, { run }: LandingAction): void {
  const { search, state } = useLocation()
  const navigate = useNavigate()
  const isBack = useNavigationType() === 'POP'
  const isOnTop = (state as typeof WAITING | null)?.isWaiting === true
  const wasOnTop = useRef(false)
  useEffect(() => {
    if (isOnTop) wasOnTop.current = true
    else if (wasOnTop.current && isBack) run(() => reject(token))
    else void navigate({ search }, { state: WAITING })
  }, [isOnTop, isBack, navigate, run, search, token])
}
