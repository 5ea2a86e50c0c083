import type { UserinfoResponse } from '@kvitt/contract'
import type { Caller, CallOptions } from './call.ts'

/** @see https://developer.vippsmobilepay.com/docs/APIs/userinfo-api/userinfo-api-guide/ */
export interface UserinfoApi {
  /**
   * What a customer has shared, for 168 hours after the consent.
   *
   * @param sub as `profile.sub` of the payment has it
   */
  get(sub: string, options?: CallOptions): Promise<UserinfoResponse>
}

export function userinfoApi({ call }: Caller): UserinfoApi {
  return { get: (sub, { signal } = {}) => call('getUserinfo', { path: { sub }, signal }) }
}
