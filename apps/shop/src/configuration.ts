/** What a shop has to know to take payments through a payment server. */
export interface ShopConfiguration {
  /** Where browsers reach the shop. */
  readonly publicUrl: URL
  /** Where the payment server's API is. */
  readonly paymentServerUrl: URL
  /** A key of that API; the payment server keeps its SHA-256 alone. */
  readonly apiKey: string
  /** Signs the events that the payment server sends: `whsec_` and Base64. */
  readonly eventSecret: string
  /** Signs what a customer's browser carries back to the shop. */
  readonly resultSecret: string
  /** Signs the shop's own cookies. */
  readonly cookieSecret: string
  /** Opens the back room. */
  readonly backRoomPassword: string
}
