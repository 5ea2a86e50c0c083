/** The hosts of Vipps MobilePay that merchants' clients have hard-coded: test and production. */
export const REDIRECTED_HOSTS = ['apitest.vipps.no', 'api.vipps.no'] as const

const redirectedHosts: ReadonlySet<string> = new Set(REDIRECTED_HOSTS)

/**
 * Whether a host name, as a client wrote it, is one that Kvitt answers for. Upper case and the
 * root's trailing dot are the same name in DNS.
 */
export function isRedirectedHost(host: string): boolean {
  return redirectedHosts.has(host.toLowerCase().replace(/\.$/, ''))
}
