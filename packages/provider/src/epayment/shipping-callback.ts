import { callbackOf, type Payment, type PostalAddress, type ShippingCallback } from '@kvitt/domain'
import { SECOND_MS } from '@kvitt/values'
import { OUTGOING_MARK } from '../http/outgoing-mark.ts'
import { readAnswer } from '../http/read-answer.ts'
import type { Services } from '../services.ts'
import { offeredGroups, type ShippingAnswer } from './shipping-answer.ts'

/** How long a merchant has to answer, body and all. */
const ANSWER_TIMEOUT_MS = 10 * SECOND_MS

type Caller = Pick<Services, 'fetch' | 'systemClock' | 'logger'>

/**
 * Asks the merchant once what shipping to an address costs: no retry, no redirect followed.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/features/express/
 */
export async function askForShipping(
  services: Caller,
  payment: Payment,
  address: PostalAddress,
): Promise<ShippingAnswer> {
  const callback = callbackOf(payment.terms.shipping)
  if (!callback) throw new Error('a payment without a callback was asked about')
  const { reference } = payment
  const answer = await answerOf(services, callback, payment, address)
  const { logger } = services
  if ('failure' in answer) {
    logger.warn({ reference, reason: answer.reason }, 'a shipping callback brought no options')
  } else if (answer.dropped.length > 0) {
    logger.warn({ reference, dropped: answer.dropped }, 'shipping options were dropped')
  }
  return answer
}

async function answerOf(
  services: Caller,
  callback: ShippingCallback,
  { reference, terms }: Payment,
  address: PostalAddress,
): Promise<ShippingAnswer> {
  const abort = new AbortController()
  const timedOut = new Promise<ShippingAnswer>((resolve) => {
    abort.signal.addEventListener('abort', () =>
      resolve(failed(`no answer within ${ANSWER_TIMEOUT_MS / SECOND_MS} s`)),
    )
  })
  const callOff = services.systemClock.setTimer(ANSWER_TIMEOUT_MS, () => abort.abort())
  try {
    const { addressLine1, addressLine2, city, postCode, country } = address
    const body = { reference, addressLine1, addressLine2, city, postCode, country }
    const called = call(services, callback, body, abort.signal, terms.amount)
    return await Promise.race([called, timedOut])
  } finally {
    callOff()
  }
}

async function call(
  { fetch }: Caller,
  { callbackUrl, callbackAuthorizationToken }: ShippingCallback,
  body: object,
  signal: AbortSignal,
  amount: Payment['terms']['amount'],
): Promise<ShippingAnswer> {
  try {
    const response = await fetch(callbackUrl, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'Vipps MobilePay/1.0',
        [OUTGOING_MARK]: 'shipping',
        ...(callbackAuthorizationToken && { Authorization: callbackAuthorizationToken }),
      },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal,
    })
    if (!response.ok) {
      await response.body?.cancel()
      const reason = `the callback answered ${response.status}`
      return response.status === 400 ? { failure: 'cannotShip', reason } : failed(reason)
    }
    const text = await readAnswer(response)
    return text === undefined ? failed('the answer is too large') : offeredGroups(text, amount)
  } catch (error) {
    return failed(reasonOf(error))
  }
}

function failed(reason: string): ShippingAnswer {
  return { failure: 'callbackFailed', reason }
}

/** What goes wrong after the callback was reached, in words for people. */
const WORDS_OF_CODE: Readonly<Record<string, string>> = {
  ERR_ENCODING_INVALID_ENCODED_DATA: 'the answer is not UTF-8',
  UND_ERR_SOCKET: 'the callback closed the connection before it had answered',
}

/** Without the URL, which may hold the merchant's secret. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  const code = (cause as NodeJS.ErrnoException | undefined)?.code
  if (code === undefined) return 'the callback could not be called'
  return WORDS_OF_CODE[code] ?? `the callback could not be called: ${code}`
}
