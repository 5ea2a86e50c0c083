import { DOCUMENT_HEADERS, type WebPages } from '@kvitt/http'
import type { Services } from '../services.ts'
import type { LinkedPayment } from './linked-payment.ts'

/**
 * The document of the landing page, with a way to the plain page where scripts do not run;
 * undefined when the pages could not be built.
 */
export async function landingDocument(
  { logger }: Services,
  pages: WebPages,
  linked: LinkedPayment | undefined,
): Promise<Response | undefined> {
  try {
    const document = Buffer.from(await pages.document()).toString()
    return linked
      ? new Response(withPlainPage(document, linked), { headers: DOCUMENT_HEADERS })
      : new Response(document, { status: 404, headers: DOCUMENT_HEADERS })
  } catch (error) {
    logger.warn({ err: error }, 'the landing page cannot be shown: the plain one is')
    return undefined
  }
}

const NEEDS_SCRIPT = 'This page needs JavaScript.'

/** The token is one that this environment has made: letters, digits, dots, dashes and underscores. */
function withPlainPage(document: string, { payment }: LinkedPayment): string {
  const url = `/pay?token=${payment.token}&amp;plain`
  const refresh = `<noscript><meta http-equiv="refresh" content="0; url=${url}" /></noscript>`
  return document
    .replace('</head>', `${refresh}</head>`)
    .replace(NEEDS_SCRIPT, `${NEEDS_SCRIPT} <a href="${url}">Pay without it</a>`)
}
