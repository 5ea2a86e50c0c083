/** Schemes that run or read something in a browser: nobody is sent there. */
const UNSAFE_SCHEMES: ReadonlySet<string> = new Set([
  'javascript:',
  'data:',
  'vbscript:',
  'file:',
  'filesystem:',
  'blob:',
  'about:',
  'view-source:',
])

/**
 * Where an address leads that a merchant has written, as a browser reads it; undefined where nobody
 * is to be led. One without a scheme was accepted as one of the web.
 */
export function merchantAddress(href: string): string | undefined {
  if (URL.canParse(href)) return UNSAFE_SCHEMES.has(new URL(href).protocol) ? undefined : href
  const address = `https://${href}`
  return URL.canParse(address) ? address : undefined
}
