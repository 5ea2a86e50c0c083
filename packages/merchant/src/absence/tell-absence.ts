import { salesUnitAbsence, type SalesUnitAbsenceEvent } from '@kvitt/domain'
import type { MerchantDeps } from '../services.ts'
import { absenceAdvice } from './absence-advice.ts'

/** Says in the log, once, that orders wait for a sales unit that is not configured, or do no longer. */
export function tellAbsence({ store, logger }: Pick<MerchantDeps, 'store' | 'logger'>): void {
  store.onCommit((written) => {
    for (const { kind, key: msn, events } of written) {
      if (kind !== salesUnitAbsence.kind) continue
      for (const { type } of events as readonly SalesUnitAbsenceEvent[]) {
        if (type === 'found') logger.info({ msn }, 'all orders of the sales unit go on')
        if (type !== 'missed') continue
        const advice = absenceAdvice(msn)
        logger.error({ msn, advice }, 'the sales unit is not configured, but orders wait for it')
      }
    }
  })
}
