/**
 * Where a browser is sent: the `returnUrl` as it is, as far as a header can carry it. A test
 * environment accepts one without scheme, which a browser would take for a path.
 */
export function browserUrl(returnUrl: string): string {
  const ascii = returnUrl.toWellFormed().replace(/[^\x21-\x7e]+/g, encodeURIComponent)
  return /^[a-z][a-z0-9+.-]*:/i.test(ascii) ? ascii : `https://${ascii}`
}
