import type { Currency } from '@kvitt/values'

/** What somebody who helps wants to know of a payment server: no secret and no customer is in it. */
export interface ConsoleDiagnostics {
  readonly at: string
  readonly versions: {
    readonly kvitt: string
    readonly node: string
    /** Operating system and processor: `linux x64`. */
    readonly platform: string
    /** Of every module that is installed with the server, by name; several of one with commas. */
    readonly modules: Readonly<Record<string, string>>
  }
  readonly publicUrl: string
  readonly salesUnits: readonly DiagnosedSalesUnit[]
  readonly policy: {
    readonly capture: string
    readonly releaseRemainder: boolean
    readonly lateApproval: string
    readonly warnBeforeMs: number
  }
  readonly counts: {
    readonly apiKeys: number
    readonly eventEndpoints: number
    /** Orders that need attention, and reservations that end soon. */
    readonly attention: number
    readonly reservations: number
    readonly users: number
  }
  /** Of the orders that need attention, the latest last. */
  readonly errors: readonly DiagnosedError[]
}

export interface DiagnosedSalesUnit {
  readonly msn: string
  readonly currency: Currency
  readonly referencePrefix: string
  readonly isAvailable: boolean
  readonly outage?: { readonly code: string; readonly since: string }
  /** What it takes no payments with. */
  readonly missing: readonly { readonly product: string; readonly code: string }[]
  readonly webhooks: {
    /** Whether the server keeps the registrations right by itself. */
    readonly isKept: boolean
    readonly registrations: readonly {
      readonly id: string
      readonly url: string
      readonly registeredAt: string
    }[]
    readonly nextCheckAt?: string
  }
}

export interface DiagnosedError {
  readonly at: string
  readonly kind: string
  readonly reference: string
  readonly code?: string
  readonly traceId?: string
}
