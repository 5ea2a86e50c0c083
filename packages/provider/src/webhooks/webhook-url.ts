const URL_LENGTH_MAX = 2_500
const COMMON_PORTS = new Set(['', '80', '443', '8080'])

/**
 * Why a URL cannot receive webhooks, if so.
 *
 * A local environment delivers to http and to this machine; strict mode wants what the real
 * service wants: https, a public host, a common port.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/
 */
export function refusedUrl(text: string, strict: boolean): string | undefined {
  if (text.length > URL_LENGTH_MAX) return `The Url field is longer than ${URL_LENGTH_MAX}.`
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return 'The Url field is not a valid fully-qualified https URL.'
  }
  if (url.username || url.password) return 'The Url field must not contain credentials.'
  if (!strict) return undefined
  if (url.protocol !== 'https:') return 'The Url field must use https.'
  if (isLocal(url.hostname)) return 'The Url field must be reachable from the internet.'
  if (!COMMON_PORTS.has(url.port)) return 'The Url field must use a common port: 80, 443 or 8080.'
  return undefined
}

function isLocal(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname.endsWith('.local') ||
    /^(?:127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|0\.|\[)/.test(hostname)
  )
}
