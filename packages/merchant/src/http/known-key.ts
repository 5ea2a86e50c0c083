import { hash } from 'node:crypto'
import { bearerToken, isSameText } from '@kvitt/http'
import type { MerchantConfiguration } from '../services.ts'

/** Whether a header has a key of the API; every hash is looked at, so that time tells nothing. */
export function isKnownKey(
  { apiKeys }: Pick<MerchantConfiguration, 'apiKeys'>,
  authorization: string | undefined,
): boolean {
  const sha256 = hash('sha256', bearerToken(authorization) ?? '')
  return apiKeys.filter((each) => isSameText(each.sha256, sha256)).length > 0
}
