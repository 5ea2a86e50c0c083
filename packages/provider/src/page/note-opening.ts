import type { Services } from '../services.ts'
import type { LinkedPayment } from './linked-payment.ts'

/** What the address of the page has by itself. */
const OWN_PARAMETERS: ReadonlySet<string> = new Set(['token', 'plain'])
const FRAMES: ReadonlySet<string> = new Set(['iframe', 'frame', 'embed', 'object', 'fencedframe'])
const NAMES_MAX = 5

/**
 * Tells whoever develops a shop that it opens the page as no shop may: in a frame, in a view of an app
 * of its own, or by an address that it has changed.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/landing-page/
 */
export function noteOpening(
  { logger }: Pick<Services, 'logger'>,
  { headers, url }: Pick<Request, 'headers' | 'url'>,
  linked: LinkedPayment | undefined,
): void {
  const flaw = flawOf(headers, new URL(url), linked !== undefined)
  if (flaw === undefined) return
  const reference = linked?.payment.reference
  logger.warn({ ...(reference !== undefined && { reference }), flaw }, FLAWS[flaw])
}

function flawOf(headers: Headers, { searchParams }: URL, isKnown: boolean): Flaw | undefined {
  if (FRAMES.has(headers.get('sec-fetch-dest') ?? '')) return 'framed'
  // Android's web views name their app; browsers send no such header with a page.
  if (headers.has('x-requested-with')) return 'webView'
  const isChanged = [...searchParams.keys()]
    .slice(0, NAMES_MAX)
    .some((name) => !OWN_PARAMETERS.has(name))
  return isChanged || !isKnown ? 'rewritten' : undefined
}

type Flaw = keyof typeof FLAWS

const FLAWS = {
  framed: 'the payment page is opened in a frame: it has to be the page itself, or the widget',
  webView: "the payment page is opened in an app's own view: it has to be opened in the browser",
  rewritten: 'the payment page is opened by an address that is not the redirectUrl as it was given',
} as const
