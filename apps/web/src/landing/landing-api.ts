import type {
  LandingAsked,
  LandingCustomer,
  LandingPayment,
  LandingProblem,
  LandingProblemCode,
} from '@kvitt/contract'

/** Why the landing page could not do something; `unreachable` when nobody answered. */
export type LandingFailure = LandingProblemCode | 'unreachable'

export class LandingError extends Error {
  override readonly name = 'LandingError'
  readonly failure: LandingFailure
  /** The payment as it is now, if the server said. */
  readonly payment: LandingPayment | undefined

  constructor(failure: LandingFailure, payment?: LandingPayment) {
    super(failure)
    this.failure = failure
    this.payment = payment
  }
}

/** @throws LandingError */
export function getPayment(token: string): Promise<LandingPayment> {
  return call(addressOf('payment', token))
}

/** @throws LandingError */
export function getTestCustomers(token: string): Promise<readonly LandingCustomer[]> {
  return call(addressOf('test-customers', token))
}

/** Has the owner of a phone number asked for approval. @throws LandingError */
export function ask(token: string, phoneNumber: string): Promise<LandingAsked> {
  return post('ask', token, { phoneNumber })
}

/** Who pays with what, where no phone is asked: a form's card, or a test customer. */
export interface Attempt {
  readonly phoneNumber?: string
  readonly card?: string
}

/** @throws LandingError */
export function approve(token: string, attempt: Attempt): Promise<LandingPayment> {
  return post('approve', token, attempt)
}

/** @throws LandingError */
export function reject(token: string): Promise<LandingPayment> {
  return post('reject', token, {})
}

/** @throws LandingError */
export function failAuthentication(token: string): Promise<LandingPayment> {
  return post('fail-authentication', token, {})
}

/** Follows one payment: how it is, again and again, until it is called off. */
export function followPayment(
  token: string,
  hear: (payment: LandingPayment | 'gone') => void,
): () => void {
  let source: EventSource
  let timer: number | undefined
  const open = (): void => {
    source = new EventSource(addressOf('events', token))
    source.addEventListener('payment', ({ data }) => hear(JSON.parse(data) as LandingPayment))
    source.addEventListener('gone', () => {
      source.close()
      hear('gone')
    })
    source.addEventListener('error', () => {
      // A refusal, too many followers for one, is final for the browser but not for the page.
      if (source.readyState === EventSource.CLOSED) timer = window.setTimeout(open, REOPEN_MS)
    })
  }
  open()
  return () => {
    window.clearTimeout(timer)
    source.close()
  }
}

const REOPEN_MS = 5_000

/** The picture of the code that leads to the payment. */
export function qrCodeOf(token: string): string {
  return `/qr/image?${new URLSearchParams({ token }).toString()}`
}

function addressOf(path: string, token: string): string {
  return `/pay/api/${path}?${new URLSearchParams({ token }).toString()}`
}

function post<Answer>(path: string, token: string, body: object): Promise<Answer> {
  return call(addressOf(path, token), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
}

async function call<Answer>(address: string, request?: RequestInit): Promise<Answer> {
  let body: unknown
  let isOk: boolean
  try {
    const response = await fetch(address, request)
    isOk = response.ok
    body = await response.json()
  } catch {
    throw new LandingError('unreachable')
  }
  if (isOk) return body as Answer
  const { problem, payment } = body as Partial<LandingProblem>
  throw new LandingError(problem ?? 'unreachable', payment)
}
