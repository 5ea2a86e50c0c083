import type { MerchantDeps } from '../services.ts'
import { absenceAdvice } from './absence-advice.ts'

/** Says in the log that orders wait for a sales unit that is not configured. */
export function logAbsence(
  { logger }: Pick<MerchantDeps, 'logger'>,
  facts: { readonly msn: string; readonly orders?: number; readonly since?: string },
): void {
  const advice = absenceAdvice(facts.msn)
  logger.error({ ...facts, advice }, 'the sales unit is not configured, but orders wait for it')
}
