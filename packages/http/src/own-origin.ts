/**
 * Whether an address that a browser gives, an `Origin` or a `Referer`, is of this server itself.
 *
 * @param host as the request names it, with its port
 */
export function isOwnOrigin(address: string | undefined, host: string | undefined): boolean {
  return address !== undefined && URL.canParse(address) && new URL(address).host === host
}
