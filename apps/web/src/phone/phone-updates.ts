import type { PhonePaymentList, PhoneRequest } from '@kvitt/contract'
import { useQueryClient, type InfiniteData, type QueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { Named } from './phone-queries.ts'

const EVENTS = '/_kvitt/v1/events?kinds=phone,payment,clock,directory'
/** How many requests wait to be looked at; the oldest are in the list all the same. */
const ARRIVALS_MAX = 20

export interface Arrivals {
  /** Which payments the customer was asked for while this page was open, the newest first. */
  readonly arrived: readonly Named[]
  /** Takes one away: it was looked at, or put off. */
  readonly dismiss: (named: Named) => void
}

/** Keeps a phone in step with the server, and notes what the customer is asked for meanwhile. */
export function usePhoneUpdates(phoneNumber: string): Arrivals {
  const queries = useQueryClient()
  const [arrived, setArrived] = useState<readonly Named[]>([])
  const dismiss = useCallback(
    (named: Named) => setArrived((before) => before.filter((each) => !isSame(each, named))),
    [],
  )
  useEffect(() => {
    const source = new EventSource(EVENTS)
    const readAgain = (): void => {
      void queries.invalidateQueries({ queryKey: ['phone', phoneNumber] })
    }
    source.addEventListener('phone', ({ data }: MessageEvent<string>) => {
      const request = JSON.parse(data) as PhoneRequest
      if (request.phoneNumber !== phoneNumber) return
      setArrived((before) => [request, ...before].slice(0, ARRIVALS_MAX))
      readAgain()
    })
    source.addEventListener('payment', ({ data }: MessageEvent<string>) => {
      if (isOnPhone(queries, phoneNumber, JSON.parse(data) as Named)) readAgain()
    })
    source.addEventListener('clock', readAgain)
    source.addEventListener('directory', () => {
      void queries.invalidateQueries({ queryKey: ['customers'] })
      readAgain()
    })
    // After a break nobody knows what was missed.
    source.addEventListener('open', readAgain)
    return () => {
      source.close()
      setArrived([])
    }
  }, [queries, phoneNumber])
  return { arrived, dismiss }
}

/** Payments of everybody are told; only what is shown here is read again for them. */
function isOnPhone(queries: QueryClient, phoneNumber: string, named: Named): boolean {
  const { msn, reference } = named
  const detail = ['phone', phoneNumber, 'payment', msn, reference]
  if (queries.getQueryState(detail) !== undefined) return true
  const list = ['phone', phoneNumber, 'payments']
  const pages = queries.getQueryData<InfiniteData<PhonePaymentList>>(list)?.pages ?? []
  return pages.some(({ payments }) => payments.some((each) => isSame(each, named)))
}

function isSame(left: Named, right: Named): boolean {
  return left.msn === right.msn && left.reference === right.reference
}
