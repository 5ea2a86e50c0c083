import { ledgerWatch, type LedgerAddress } from '@kvitt/domain'
import { KvittError, type Ledger } from '@kvitt/sdk'
import { addMs, CURRENCIES, DAY_MS, type DurationMs, type Msn } from '@kvitt/values'
import type { SalesUnit, Services } from '../services.ts'

/** More ledgers than a sales unit has. */
const LEDGERS_MAX = 20
/** Nobody asks for it any more: a start plans it anew. */
const NEVER_MS = 365 * DAY_MS

/** Has every sales unit that imports settlements ask for its ledgers, now that the server starts. */
export async function planLooks(services: Services): Promise<void> {
  const imported = services.configuration.salesUnits.filter(({ settlements }) => settlements)
  await Promise.all(imported.map(({ msn }) => plan(services, msn, 0)))
}

async function plan({ store, clock }: Services, msn: Msn, inMs: DurationMs): Promise<void> {
  const at = clock.now()
  const command = { type: 'plan-look', at, msn, nextLookAt: addMs(at, inMs) } as const
  await store.decide({ aggregate: ledgerWatch, key: msn, command, at })
}

/**
 * Finds the ledgers of a sales unit; each is read from then on. Where there are none, nothing is
 * wrong: the test environment of Vipps MobilePay has none.
 */
export async function findLedgers(services: Services, key: string): Promise<void> {
  const { store, clock, configuration, logger } = services
  const salesUnit = configuration.salesUnits.find(({ msn }) => msn === key)
  if (!salesUnit?.settlements) return plan(services, key as Msn, NEVER_MS)
  const { msn } = salesUnit
  const before = await store.load(ledgerWatch, msn)
  try {
    const found = await ledgersOf(salesUnit.settlements)
    const ledgers = found
      .filter((ledger) => readerOf(configuration.salesUnits, ledger, msn) === msn)
      .slice(0, LEDGERS_MAX)
      .map((ledger) => addressOf(salesUnit, ledger))
    const at = clock.now()
    const command = { type: 'report-ledgers', at, ledgers } as const
    await store.decide({ aggregate: ledgerWatch, key: msn, command, at })
    if (ledgers.length > 0 || before?.ledgers?.length === 0) return
    logger.info({ msn }, 'no settlements here: the provider has no ledger; it is asked every day')
  } catch (error) {
    if (!(error instanceof KvittError)) throw error
    const { code, traceId } = error
    const advice = error.textFor('employee', 'en')
    logger.error({ msn, code, traceId, advice }, 'the ledgers of a sales unit could not be read')
    const at = clock.now()
    const command = { type: 'report-failed', at, code } as const
    await store.decide({ aggregate: ledgerWatch, key: msn, command, at })
  }
}

async function ledgersOf(
  settlements: NonNullable<SalesUnit['settlements']>,
): Promise<readonly Ledger[]> {
  try {
    return await settlements.ledgers({ expected: ['notFound'] })
  } catch (error) {
    if (error instanceof KvittError && error.code === 'notFound') return []
    throw error
  }
}

/** One ledger may settle for several sales units: the first of them that is configured reads it. */
function readerOf(
  units: readonly SalesUnit[],
  { settlesForRecipientHandles }: Ledger,
  msn: Msn,
): Msn {
  const handles = new Set(settlesForRecipientHandles)
  const first = units.find((unit) => unit.settlements && handles.has(`api:${unit.msn}`))
  return first?.msn ?? msn
}

function addressOf({ msn, currency }: SalesUnit, ledger: Ledger): LedgerAddress {
  const told = CURRENCIES.find((each) => each === ledger.currency)
  return { msn, ledgerId: ledger.ledgerId, currency: told ?? currency }
}
