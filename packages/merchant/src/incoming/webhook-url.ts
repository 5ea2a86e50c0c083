import type { SalesUnit } from '../services.ts'

/** Where the provider sends the webhooks of a sales unit. */
export function webhookUrlOf(publicUrl: URL, { msn }: Pick<SalesUnit, 'msn'>): string {
  return new URL(`/webhooks/${msn}`, publicUrl).href
}
