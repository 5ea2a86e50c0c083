import { payment, type Payment, type PaymentEvent } from '@kvitt/domain'
import type { Written } from '@kvitt/store'
import { eventView } from '../epayment/payment-views.ts'
import type { Kept } from './text-ring.ts'

/** What has happened to a payment, as its event log has it. */
export interface PaymentEventRecord {
  readonly msn: string
  readonly reference: string
}

/** The payment events of a commit that merchants are told of too. */
export function* paymentEventsOf(written: readonly Written[]): Generator<PaymentEventRecord> {
  for (const { kind, state, events } of written) {
    if (kind !== payment.kind) continue
    const { msn } = state as Payment
    for (const event of events) {
      const view = eventView(state as Payment, event as PaymentEvent)
      if (view) yield { msn, ...view }
    }
  }
}

export function paymentEventText(record: PaymentEventRecord): string {
  return JSON.stringify(record)
}

export function paymentEventEntry({ texts: [text = ''] }: Kept<unknown>): PaymentEventRecord {
  return JSON.parse(text) as PaymentEventRecord
}
