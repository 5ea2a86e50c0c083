import type { FaultValues } from './fault-values.ts'

interface FaultTemplate {
  readonly label: string
  readonly values: Partial<FaultValues>
}

/** What people want to try most. */
export const FAULT_TEMPLATES: readonly FaultTemplate[] = [
  {
    label: 'Lose the answer of the next capture',
    values: { effect: 'drop', when: 'after', operation: ['capturePayment'], count: 1 },
  },
  { label: 'Withhold all webhooks', values: { effect: 'withhold' } },
  { label: 'Duplicate every webhook', values: { effect: 'duplicate', copies: 1 } },
  {
    label: '429 for a minute',
    values: { effect: 'status', status: 429, retryAfterSeconds: 60, lastsMs: 1 },
  },
  { label: '500 one in ten', values: { effect: 'status', status: 500, probability: 10 } },
  {
    label: 'Fail the next capture, to be tried again',
    values: { effect: 'status', code: '6280', operation: ['capturePayment'], count: 1 },
  },
  { label: 'Every answer 5 seconds late', values: { effect: 'latency', delayMs: 5 } },
  { label: 'Sign webhooks wrongly', values: { effect: 'wrong-signature' } },
]
