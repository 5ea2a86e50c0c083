import type { SalesUnit } from '../sales-unit/sales-unit.ts'
import type { TestCustomer } from './test-customer.ts'

/** The credentials of one or more sales units. */
export interface KeySet {
  readonly clientId: string
  readonly clientSecret: string
  /** Primary and secondary: interchangeable, so that one can be rotated while the other serves. */
  readonly subscriptionKeys: readonly string[]
  readonly salesUnits: readonly SalesUnit[]
}

/** Who is known in this environment: sales units with their keys, and customers. */
export interface Directory {
  readonly keySets: readonly KeySet[]
  readonly customers: readonly TestCustomer[]
}
