import { availability, order, webhookDelivery, type OrderEvent } from '@kvitt/domain'
import { Counter, Gauge, Registry } from 'prom-client'
import type { Services } from './services.ts'

/**
 * Counts what this process commits, for Prometheus. Every number follows from an event, so nothing
 * is counted that is not on disk; what is on disk is asked for when it is looked at.
 */
export function openMetrics({
  store,
  configuration,
}: Pick<Services, 'store' | 'configuration'>): Registry {
  const registry = new Registry()
  const registers = [registry]
  const orders = new Counter({
    name: 'kvitt_order_events_total',
    help: 'Events of orders: placed, paid, intent-done, outcome-unknown, read-failed and so on.',
    labelNames: ['type'],
    registers,
  })
  const intents = new Counter({
    name: 'kvitt_intents_total',
    help: 'Changes that were recorded to be made at the provider.',
    labelNames: ['type'],
    registers,
  })
  const attention = new Counter({
    name: 'kvitt_attention_total',
    help: 'How often somebody should look at an order, and why.',
    labelNames: ['kind'],
    registers,
  })
  const deliveries = new Counter({
    name: 'kvitt_shop_event_deliveries_total',
    help: 'What became of events for the shop: enqueued, delivered, attempt-failed, dropped.',
    labelNames: ['outcome'],
    registers,
  })
  new Gauge({
    name: 'kvitt_sales_unit_available',
    help: 'Whether a sales unit takes payments: 1 or 0.',
    labelNames: ['msn', 'currency'],
    registers,
    async collect() {
      try {
        for (const { msn, currency } of configuration.salesUnits) {
          const state = await store.load(availability, msn)
          this.set({ msn, currency }, state?.outage ? 0 : 1)
        }
      } catch {
        // The store does not answer, which `/readyz` says; what is counted is told all the same.
      }
    },
  })
  store.onCommit((written) => {
    for (const { kind, events } of written) {
      for (const event of events as readonly OrderEvent[]) {
        if (kind === webhookDelivery.kind) deliveries.inc({ outcome: event.type })
        if (kind !== order.kind) continue
        orders.inc({ type: event.type })
        if (event.type === 'intent-recorded') intents.inc({ type: event.intent.type })
        if (event.type === 'attention-raised') attention.inc({ kind: event.kind })
      }
    }
  })
  return registry
}
