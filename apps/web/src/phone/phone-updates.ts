import type { PhonePaymentList, PhoneRequest } from '@kvitt/contract'
import { useQueryClient, type InfiniteData, type QueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { usePhonePayments, type Named } from './phone-queries.ts'

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
  const { arrived, dismiss, note } = useArrivals(phoneNumber)
  const queries = useQueryClient()
  useEffect(() => {
    const source = new EventSource(EVENTS)
    const readAgain = (): void => {
      void queries.invalidateQueries({ queryKey: ['phone', phoneNumber] })
    }
    source.addEventListener('phone', ({ data }: MessageEvent<string>) => {
      const request = JSON.parse(data) as PhoneRequest
      if (request.phoneNumber !== phoneNumber) return
      note(request)
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
    return () => source.close()
  }, [queries, phoneNumber, note])
  return { arrived, dismiss }
}

/**
 * What is new since the list was first read. An event tells it at once; what comes while nobody
 * listens, before the first connection or in a break, is told by the list.
 */
function useArrivals(phoneNumber: string): Arrivals & { readonly note: (named: Named) => void } {
  const [arrived, setArrived] = useState<readonly Named[]>([])
  const seen = useRef(new Set<string>())
  const wasRead = useRef(false)
  const newest = usePhonePayments(phoneNumber).data?.pages[0]?.payments
  const note = useCallback((named: Named) => {
    if (seen.current.has(keyOf(named))) return
    seen.current.add(keyOf(named))
    setArrived((before) => [named, ...before].slice(0, ARRIVALS_MAX))
  }, [])
  const dismiss = useCallback((named: Named) => {
    setArrived((before) => before.filter((each) => keyOf(each) !== keyOf(named)))
  }, [])
  useEffect(() => {
    if (!newest) return
    for (const payment of newest.toReversed()) {
      if (wasRead.current && payment.state === 'CREATED') note(payment)
      else seen.current.add(keyOf(payment))
    }
    wasRead.current = true
  }, [newest, note])
  return { arrived, dismiss, note }
}

/** Payments of everybody are told; only what is shown here is read again for them. */
function isOnPhone(queries: QueryClient, phoneNumber: string, named: Named): boolean {
  const { msn, reference } = named
  const detail = ['phone', phoneNumber, 'payment', msn, reference]
  if (queries.getQueryState(detail) !== undefined) return true
  const list = ['phone', phoneNumber, 'payments']
  const pages = queries.getQueryData<InfiniteData<PhonePaymentList>>(list)?.pages ?? []
  return pages.some(({ payments }) => payments.some((each) => keyOf(each) === keyOf(named)))
}

function keyOf({ msn, reference }: Named): string {
  return `${msn}/${reference}`
}
