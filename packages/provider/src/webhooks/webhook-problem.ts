import type { Exchange } from '../http/exchange.ts'
import { jsonResponse, problemBody, VALIDATION_DETAIL } from '../http/problem-response.ts'

const TITLES = { 400: 'Bad Request', 404: 'Not Found' } as const

/** A refusal as the Webhooks API words it: no code, one entry for what is wrong. */
export function webhookProblem(
  exchange: Exchange,
  name: 'Url' | 'Events' | 'Id',
  reason: string,
  status: keyof typeof TITLES = 400,
): Response {
  const details = [{ name, reason }]
  return jsonResponse(
    status,
    problemBody(exchange, status, TITLES[status], VALIDATION_DETAIL.webhooks, details),
  )
}
