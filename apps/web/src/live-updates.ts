import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** The events of `GET /_kvitt/v1/events`, and the first parts of the query keys they concern. */
const CONCERNS: Readonly<Record<string, readonly string[]>> = {
  payment: ['payments', 'payment', 'ahead'],
  request: ['requests', 'payment'],
  webhook: ['attempts', 'queues', 'payment', 'ahead'],
  clock: ['clock', 'ahead'],
  directory: ['sales-units', 'sales-unit', 'customers'],
  faults: ['faults'],
}
/** Many events may come at once: what they concern is read again once. */
const GATHER_MS = 150

/** Keeps what a page shows in step with the server, without asking again and again. */
export function useLiveUpdates(): void {
  const queries = useQueryClient()
  useEffect(() => {
    const source = new EventSource('/_kvitt/v1/events')
    const changed = new Set<string>()
    let timer: number | undefined
    const refresh = (): void => {
      timer = undefined
      for (const part of changed) void queries.invalidateQueries({ queryKey: [part] })
      changed.clear()
    }
    const hear = (event: Event): void => {
      for (const part of CONCERNS[event.type] ?? []) changed.add(part)
      timer ??= window.setTimeout(refresh, GATHER_MS)
    }
    for (const name of Object.keys(CONCERNS)) source.addEventListener(name, hear)
    // After a break nobody knows what was missed.
    source.addEventListener('open', () => void queries.invalidateQueries())
    return () => {
      window.clearTimeout(timer)
      source.close()
    }
  }, [queries])
}
