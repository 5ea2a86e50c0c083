import { KvittError } from '@kvitt/sdk'
import type { SalesUnit, Services } from './services.ts'

/** One thing that was looked at when the server started. */
export interface SelfTestFinding {
  readonly msn: string
  readonly isRight: boolean
  /** What is wrong and what to do, for whoever runs the server; no secret. */
  readonly advice: string
  readonly code?: string
  readonly traceId?: string
}

/** No payment has this reference: asking for it shows whether asking is allowed. */
const NOBODY = 'kvitt-self-test'
const MISSING: ReadonlySet<string> = new Set(['notFound', 'referenceNotFound'])

/** Tries the keys and addresses of every sales unit, and names the first thing that is wrong. */
export function selfTest({
  configuration,
}: Pick<Services, 'configuration'>): Promise<readonly SelfTestFinding[]> {
  return Promise.all(configuration.salesUnits.map(trySalesUnit))
}

async function trySalesUnit({ msn, payments }: SalesUnit): Promise<SelfTestFinding> {
  try {
    await payments.get(NOBODY)
  } catch (error) {
    if (!(error instanceof KvittError)) throw error
    const { code, traceId } = error
    if (!MISSING.has(code)) {
      const advice = error.textFor('employee', 'en')
      return { msn, isRight: false, advice, code, ...(traceId !== undefined && { traceId }) }
    }
  }
  return { msn, isRight: true, advice: 'The provider answers these keys.' }
}
