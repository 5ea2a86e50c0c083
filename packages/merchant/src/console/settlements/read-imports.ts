import type { ConsoleSettlementImport, ConsoleSettlementImports } from '@kvitt/contract'
import {
  ledgerAccount,
  ledgerFeed,
  ledgerWatch,
  type LedgerAddress,
  type LedgerWatch,
} from '@kvitt/domain'
import { formatInstant } from '@kvitt/values'
import type { SalesUnit, Services } from '../../services.ts'
import { settlementKey } from '../../settlements/settlement-keys.ts'
import { failureView } from '../orders/console-text.ts'

/** How the import of settlements goes, for each sales unit and ledger. */
export async function readImports(
  services: Pick<Services, 'store' | 'configuration'>,
): Promise<ConsoleSettlementImports> {
  const { store, configuration } = services
  const imports = await Promise.all(
    configuration.salesUnits.map(async (unit) => {
      if (!unit.settlements) return [{ ...about(unit), state: 'off' } as const]
      const watch = await store.load(ledgerWatch, unit.msn)
      if (!watch?.ledgers || watch.ledgers.length === 0) return [withoutLedger(unit, watch)]
      return Promise.all(watch.ledgers.map((ledger) => ofLedger(services, ledger)))
    }),
  )
  return { imports: imports.flat() }
}

function about({ msn, currency }: SalesUnit): Pick<ConsoleSettlementImport, 'msn' | 'currency'> {
  return { msn, currency }
}

function withoutLedger(unit: SalesUnit, watch: LedgerWatch | undefined): ConsoleSettlementImport {
  if (!watch) return { ...about(unit), state: 'pending' }
  const nextReadAt = formatInstant(watch.nextLookAt)
  if (watch.code !== undefined) {
    return { ...about(unit), state: 'failing', nextReadAt, ...failureView(watch) }
  }
  return { ...about(unit), state: watch.ledgers ? 'none' : 'pending', nextReadAt }
}

async function ofLedger(
  { store }: Pick<Services, 'store'>,
  { msn, ledgerId, currency }: LedgerAddress,
): Promise<ConsoleSettlementImport> {
  const [feed, account] = await Promise.all([
    store.load(ledgerFeed, settlementKey.feed(msn, ledgerId, 'funds')),
    store.load(ledgerAccount, settlementKey.account(msn, ledgerId)),
  ])
  const state = feed?.code !== undefined ? 'failing' : feed?.endReachedAt ? 'reading' : 'pending'
  return {
    msn,
    ledgerId,
    currency,
    state,
    ...(account && { balance: account.balance }),
    ...(feed?.endReachedAt !== undefined && { readAt: formatInstant(feed.endReachedAt) }),
    ...(feed && { nextReadAt: formatInstant(feed.nextReadAt) }),
    ...(feed?.code !== undefined && failureView(feed)),
  }
}
