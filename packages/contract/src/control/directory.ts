/** A sales unit as the control API shows it: without secrets. */
export interface SalesUnitView {
  readonly msn: string
  readonly name: string
  readonly market: 'NO' | 'DK' | 'FI'
  readonly clientId: string
  readonly grants: {
    readonly push: boolean
    readonly longLiving: boolean
    readonly partialCapture: boolean
    readonly lateCapture: boolean
    readonly express: boolean
    readonly card: boolean
    readonly nin: boolean
    readonly accountNumbers: boolean
  }
  readonly bankAccountVerified: boolean
  readonly deactivated: boolean
  readonly loginOnly: boolean
  readonly phoneNumberLocked: boolean
  readonly onlySuccessesKept: boolean
  readonly refundsFromCapture: boolean
  readonly longLivingOneDay: boolean
  readonly subDelayed: boolean
  readonly strict: boolean
  /** Null where it does not settle. */
  readonly settlement: SalesUnitSettlement | null
}

/** How the money of a sales unit comes to its bank account. */
export interface SalesUnitSettlement {
  readonly interval: 'daily' | 'weekly' | 'monthly'
  /** Net: fees are taken out of each payout. Gross: they are invoiced monthly. */
  readonly method: 'net' | 'gross'
  /** Of each capture, in hundredths of a percent. */
  readonly feeBasisPoints: number
  /** For each capture, in minor units. */
  readonly feePerCapture: number
  /** Which year’s documentation reports follow. */
  readonly reportForm: '2026' | '2023'
}

/** What authenticates one or more sales units: secrets, all of it but the client id. */
export interface KeysView {
  readonly clientId: string
  readonly clientSecret: string
  readonly primarySubscriptionKey: string
  readonly secondarySubscriptionKey?: string
  /** The sales units that these keys act for. */
  readonly salesUnits: readonly string[]
}

export interface TestCardView {
  readonly name: string
  readonly network: 'VISA' | 'MASTERCARD' | 'BANKAXEPT'
  readonly bin: string
  readonly lastFour: string
  /** A company's card. */
  readonly commercial: boolean
  /** Why it cannot be charged; absent for a card that works. */
  readonly declined?: string
  /** It is declined because it has expired. */
  readonly expired?: boolean
  /** Its issuer asks for extra identification. */
  readonly authenticated?: boolean
}

/** An address, as a letter has it. */
export interface AddressView {
  readonly addressLine1: string
  readonly addressLine2: string
  readonly city: string
  readonly postCode: string
  /** ISO 3166-1, two letters. */
  readonly country: string
}

/** The cards that a customer of each market can be given by their names. */
export type CardsOfMarkets = Readonly<Record<SalesUnitView['market'], readonly TestCardView[]>>

/** Somebody who can pay in this environment. */
export interface CustomerView {
  readonly phoneNumber: string
  /** Both names. */
  readonly name: string
  readonly firstName: string
  readonly lastName: string
  readonly market: SalesUnitView['market']
  readonly email: string
  /** `YYYY-MM-DD`. */
  readonly birthDate: string
  readonly addresses: readonly AddressView[]
  readonly cards: readonly TestCardView[]
  readonly blocked: boolean
  readonly identified: boolean
}
