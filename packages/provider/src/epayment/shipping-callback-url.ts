import { refusedUrl } from '../webhooks/webhook-url.ts'

/** The first part of the control API's paths, however a client spells it. */
const CONTROL_PATH = /^\/+(?:_|%5f)kvitt(?:\/|$)/i

/**
 * Why a URL cannot be asked for shipping options, if so: the rules of webhooks, and never the
 * environment's own controls.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/features/express/
 */
export function refusedCallbackUrl(text: string, strict: boolean): string | undefined {
  const reason = refusedUrl(text, strict)
  if (reason !== undefined) return reason
  return CONTROL_PATH.test(new URL(text).pathname)
    ? 'The control API cannot be called back.'
    : undefined
}
