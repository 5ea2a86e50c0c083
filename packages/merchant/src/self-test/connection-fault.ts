import type { Fault } from './finding.ts'

/** How deep causes are looked into. */
const CAUSES_MAX = 5

/**
 * Why an address could not be called, from the error codes of Node.
 *
 * @see https://nodejs.org/api/errors.html and https://nodejs.org/api/tls.html#x509-certificate-error-codes
 */
export function connectionFault(failure: unknown, url: URL): Fault {
  const codes = codesOf(failure)
  const known = KINDS.find(([, pattern]) => codes.some((code) => pattern.test(code)))
  const [kind] = known ?? ['unreachable' as const]
  const detail = codes.find((code) => known?.[1].test(code)) ?? codes.at(-1)
  const said = detail === undefined ? '' : ` (${detail})`
  return { item: 'publicUrl', code: kind, advice: `${ADVICE[kind](url)}${said}` }
}

/** The codes of an error and of what has caused it, the outermost first. */
function codesOf(failure: unknown): readonly string[] {
  const codes: string[] = []
  let error = failure
  for (let depth = 0; depth < CAUSES_MAX && error instanceof Error; depth += 1) {
    const { code } = error as NodeJS.ErrnoException
    if (typeof code === 'string') codes.push(code)
    else if (error.name === 'TimeoutError') codes.push(error.name)
    error = error.cause
  }
  return codes
}

const KINDS = [
  ['hostNotFound', /^(?:ENOTFOUND|EAI_AGAIN)$/],
  ['connectionRefused', /^ECONNREFUSED$/],
  ['certificateExpired', /^CERT_(?:HAS_EXPIRED|NOT_YET_VALID)$/],
  ['certificateForOther', /^ERR_TLS_CERT_ALTNAME_INVALID$/],
  ['certificateUntrusted', /SELF_SIGNED|UNABLE_TO_(?:GET_ISSUER|VERIFY)|^CERT_|^ERR_TLS_CERT/],
  ['notTls', /^(?:ERR_SSL_|EPROTO)/],
  ['timeout', /TIMEOUT|^TimeoutError$|^ETIMEDOUT$/],
] as const

type Kind = (typeof KINDS)[number][0] | 'unreachable'

const ADVICE: Readonly<Record<Kind, (url: URL) => string>> = {
  hostNotFound: ({ hostname }) =>
    `The name ${hostname} of publicUrl is not found. Check its spelling and its entry in the DNS.`,
  connectionRefused: ({ host }) =>
    `Nothing listens at ${host} of publicUrl. Start what stands before this server, a proxy for ` +
    'one, and let it pass requests on to here.',
  certificateExpired: ({ host }) =>
    `The certificate of ${host} is not valid today. Renew it, and check the date of that machine.`,
  certificateForOther: ({ hostname }) =>
    `The certificate there is not for ${hostname}. Have one made for this very name.`,
  certificateUntrusted: ({ host }) =>
    `The certificate of ${host} is not one that everybody trusts. Take one of a public authority, ` +
    'and have the server send the intermediate certificates too.',
  notTls: ({ host }) =>
    `What answers at ${host} does not speak https as it should. Check that the port is that of https.`,
  timeout: ({ host }) =>
    `${host} of publicUrl does not answer in time. Check firewall and network; a machine behind ` +
    'NAT must reach its own public address as well to be tested so.',
  unreachable: ({ host }) =>
    `${host} of publicUrl cannot be reached. Check the address, the network and the firewall.`,
}
