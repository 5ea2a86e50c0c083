import { RECONCILIATION_KINDS } from '@kvitt/contract'
import {
  availability,
  importedEntry,
  ledgerFeed,
  meaningOf,
  order,
  webhookDelivery,
  type ImportedEntryEvent,
  type LedgerFeedEvent,
  type OrderEvent,
} from '@kvitt/domain'
import { Counter, Gauge, Registry } from 'prom-client'
import { readImports } from './console/settlements/read-imports.ts'
import { readReconciliation } from './console/settlements/read-reconciliation.ts'
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
  const countEntry = entryCounter(registers)
  gaugeSettlements({ store, configuration }, registers)
  store.onCommit((written) => {
    for (const { kind, events } of written) {
      countEntry(kind, events)
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

/** Counts what is read of ledgers. */
function entryCounter(registers: Registry[]): (kind: string, events: readonly unknown[]) => void {
  const entries = new Counter({
    name: 'kvitt_ledger_entries_total',
    help: 'Entries of ledgers that were imported, by topic and what they do to the money.',
    labelNames: ['topic', 'meaning'],
    registers,
  })
  const failures = new Counter({
    name: 'kvitt_ledger_readings_failed_total',
    help: 'Readings of ledgers that have failed.',
    labelNames: ['code'],
    registers,
  })
  return (kind, events) => {
    for (const event of events) {
      if (kind === importedEntry.kind) {
        const { entry } = event as ImportedEntryEvent
        entries.inc({ topic: entry.topic, meaning: meaningOf(entry) })
      }
      const read = event as LedgerFeedEvent
      if (kind === ledgerFeed.kind && read.type === 'reading-failed') {
        failures.inc({ code: read.code })
      }
    }
  }
}

/** How far ledgers are read, and what waits for somebody to look at. */
function gaugeSettlements(
  services: Pick<Services, 'store' | 'configuration'>,
  registers: Registry[],
): void {
  const { store, configuration } = services
  new Gauge({
    name: 'kvitt_ledger_read_timestamp_seconds',
    help: 'When the end of a ledger had last been reached, in seconds since 1970.',
    labelNames: ['msn', 'ledger'],
    registers,
    async collect() {
      try {
        for (const each of (await readImports(services)).imports) {
          const { msn, ledgerId, readAt } = each
          if (ledgerId === undefined || readAt === undefined) continue
          this.set({ msn, ledger: ledgerId }, Date.parse(readAt) / 1_000)
        }
      } catch {
        // As above.
      }
    },
  })
  new Gauge({
    name: 'kvitt_reconciliation_items',
    help: 'Deviations between orders and ledgers that nobody has dealt with.',
    labelNames: ['kind'],
    registers,
    async collect() {
      try {
        const { counts } = await readReconciliation({ store, configuration }, undefined, 0, 0)
        for (const kind of RECONCILIATION_KINDS) this.set({ kind }, counts[kind] ?? 0)
      } catch {
        // As above.
      }
    },
  })
}
