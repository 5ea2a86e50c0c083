/** Where the provider sends the customer back to: known to nobody else, and without a session. */
export function returnUrlOf(publicUrl: URL, reference: string, returnToken: string): string {
  return new URL(`/return/${reference}/${returnToken}`, publicUrl).href
}
