import type { ConsoleSettlementImport, ConsoleSettlementImports } from '@kvitt/contract'
import { ledgerFeed, ledgerWatch } from '@kvitt/domain'
import { addMs, SECOND_MS, type Instant, type Msn } from '@kvitt/values'
import type { Services } from '../../services.ts'
import { planLooks } from '../../settlements/find-ledgers.ts'
import { settlementKey } from '../../settlements/settlement-keys.ts'
import { readImports } from './read-imports.ts'

/** How long whoever asks waits; what is not read by then is read all the same. */
const WAIT_MS = 15 * SECOND_MS
const LOOK_MS = SECOND_MS
const TOPICS = ['funds', 'fees'] as const

/** Has all ledgers read now, new ones too, and waits until they are. */
export async function readLedgersNow(services: Services): Promise<ConsoleSettlementImports> {
  const { clock, configuration } = services
  const at = clock.now()
  await planLooks(services)
  const imported = configuration.salesUnits.filter(({ settlements }) => settlements)
  await Promise.all(imported.map(({ msn }) => readSoon(services, msn, at)))
  const end = addMs(at, WAIT_MS)
  for (;;) {
    const { imports } = await readImports(services)
    if (clock.now() >= end || imports.every((each) => isOver(each, at))) return { imports }
    await new Promise<void>((resolve) => clock.setTimer(LOOK_MS, resolve))
  }
}

async function readSoon({ store }: Services, msn: Msn, at: Instant): Promise<void> {
  const watch = await store.load(ledgerWatch, msn)
  for (const { ledgerId } of watch?.ledgers ?? []) {
    for (const topic of TOPICS) {
      const key = settlementKey.feed(msn, ledgerId, topic)
      await store.decide({ aggregate: ledgerFeed, key, command: { type: 'read-soon', at }, at })
    }
  }
}

function isOver({ state, readAt, nextReadAt }: ConsoleSettlementImport, asked: Instant): boolean {
  const isPlanned = nextReadAt !== undefined && Date.parse(nextReadAt) > asked
  switch (state) {
    case 'off':
      return true
    case 'none':
    case 'failing':
      return isPlanned
    case 'reading':
      return readAt !== undefined && Date.parse(readAt) >= asked
    case 'pending':
      return false
  }
}
