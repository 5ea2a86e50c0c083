import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** The events of `GET /_kvitt/v1/events`, and the first parts of the query keys they concern. */
const CONCERNS: Readonly<Record<string, readonly string[]>> = {
  payment: ['payments', 'payment', 'ahead'],
  request: ['requests', 'payment'],
  webhook: ['attempts', 'queues', 'payment', 'ahead'],
  clock: ['clock', 'ahead'],
  directory: ['sales-units', 'sales-unit', 'keys', 'customers'],
  faults: ['faults', 'queues'],
}
/** Many events may come at once: what they concern is read again once. */
const GATHER_MS = 150
/** How long nothing is read again after it was: a busy environment must not be kept busy by being watched. */
const PAUSE_MS = 1_000

/** Keeps what a page shows in step with the server, without asking again and again. */
export function useLiveUpdates(): void {
  const queries = useQueryClient()
  useEffect(() => {
    const source = new EventSource('/_kvitt/v1/events')
    const changed = new Set<string>()
    let timer: number | undefined
    let readyAt = 0
    const refresh = async (): Promise<void> => {
      const parts = [...changed]
      changed.clear()
      await Promise.all(parts.map((part) => queries.invalidateQueries({ queryKey: [part] })))
      readyAt = Date.now() + PAUSE_MS
      timer = undefined
      if (changed.size > 0) schedule()
    }
    const schedule = (): void => {
      const delayMs = Math.max(GATHER_MS, readyAt - Date.now())
      timer ??= window.setTimeout(() => void refresh(), delayMs)
    }
    const hear = (event: Event): void => {
      for (const part of CONCERNS[event.type] ?? []) changed.add(part)
      schedule()
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
