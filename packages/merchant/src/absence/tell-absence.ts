import { salesUnitAbsence, type SalesUnitAbsenceEvent } from '@kvitt/domain'
import type { MerchantDeps } from '../services.ts'
import { logAbsence } from './log-absence.ts'

/** Says in the log, once, that orders wait for a sales unit that is not configured, or do no longer. */
export function tellAbsence({ store, logger }: Pick<MerchantDeps, 'store' | 'logger'>): void {
  store.onCommit((written) => {
    for (const { kind, key: msn, events } of written) {
      if (kind !== salesUnitAbsence.kind) continue
      for (const { type } of events as readonly SalesUnitAbsenceEvent[]) {
        if (type === 'found') logger.info({ msn }, 'all orders of the sales unit go on')
        if (type === 'missed') logAbsence({ logger }, { msn })
      }
    }
  })
}
