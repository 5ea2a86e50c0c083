import { hash } from 'node:crypto'
import type { MerchantConfiguration } from '../services.ts'
import { isSameText } from './same-text.ts'

/** Whether a header has a key of the API; every hash is looked at, so that time tells nothing. */
export function isKnownKey(
  { apiKeys }: Pick<MerchantConfiguration, 'apiKeys'>,
  authorization: string | undefined,
): boolean {
  const key = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? ''
  const sha256 = hash('sha256', key)
  return apiKeys.filter((each) => isSameText(each.sha256, sha256)).length > 0
}
