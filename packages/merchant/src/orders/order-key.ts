import type { Msn, OrderNumber } from '@kvitt/values'

/** Begins with the merchant serial number, so that stores can shard. */
export function orderKey(msn: Msn, number: OrderNumber): string {
  return `${msn}/${number}`
}
