import {
  reconciliation,
  settlement,
  type ReconciliationEvent,
  type SettlementEvent,
} from '@kvitt/domain'
import type { MerchantDeps } from '../services.ts'

/** Says in the log what was paid out, and what somebody should look at. */
export function tellSettlements({ store, logger }: Pick<MerchantDeps, 'store' | 'logger'>): void {
  store.onCommit((written) => {
    for (const { kind, key, events } of written) {
      if (kind === settlement.kind) {
        for (const event of events as readonly SettlementEvent[]) tellPayout(logger, key, event)
      }
      if (kind === reconciliation.kind) {
        for (const event of events as readonly ReconciliationEvent[]) tellDeviation(logger, event)
      }
    }
  })
}

function tellPayout(logger: MerchantDeps['logger'], key: string, event: SettlementEvent): void {
  if (event.type === 'returned') {
    return logger.warn({ settlement: key }, 'a payout came back: it is on no bank statement')
  }
  const { msn, number, currency, amount, fromDate, toDate } = event.settlement
  logger.info({ msn, number, currency, amount, fromDate, toDate }, 'a settlement is imported')
}

function tellDeviation(logger: MerchantDeps['logger'], event: ReconciliationEvent): void {
  if (event.type !== 'raised') return
  const { msn, item } = event
  const { kind, amount, order, reference, entryType, ledgerId } = item
  const context = { msn, kind, amount, order, reference, entryType, ledgerId }
  logger.warn(context, 'orders and ledger do not agree: see the reconciliation list')
}
