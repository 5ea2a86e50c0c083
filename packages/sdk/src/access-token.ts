import type { SpecializedTokenResponse } from '@kvitt/contract'
import type { Caller, CallOptions } from './call.ts'
import type { Configuration } from './client-options.ts'
import type { AccessToken } from './token-cache.ts'

/** @see https://developer.vippsmobilepay.com/docs/APIs/access-token-api/ */
export interface AccessTokenApi {
  /**
   * The token that all calls share: kept for its whole life, bought when there is none. Every other
   * operation does this by itself; call it to learn at start whether the keys are right.
   */
  get(options?: CallOptions): Promise<AccessToken>
  /** Buys a short-lived token with client id and secret alone; it is not kept. */
  getSpecialized(options?: CallOptions): Promise<SpecializedTokenResponse>
}

export function accessTokenApi(
  { call, token }: Caller,
  { clientId, clientSecret }: Configuration,
): AccessTokenApi {
  return {
    get: ({ signal } = {}) => token(signal),
    getSpecialized: ({ signal } = {}) =>
      call('getSpecializedToken', {
        headers: {
          Authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}`,
          'Content-Type': 'application/x-www-form-urlencoded',
        },
        text: 'grant_type=client_credentials',
        signal,
      }),
  }
}
