import type { LandingPayment, LandingProblem, LandingProblemCode } from '@kvitt/contract'
import assert from 'node:assert/strict'
import { accepted, type Answer } from './answer.ts'
import type { Environment } from './environment.ts'
import type { Merchant } from './merchant.ts'

/** What a payment's landing page asks of the server. */
export interface Landing {
  readonly reference: string
  readonly token: string
  show(): Promise<LandingPayment>
  act(
    action: 'ask' | 'approve' | 'reject' | 'fail-authentication',
    body?: object,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>
}

/** Creates a payment and goes to the landing page that its link leads to. */
export async function openLanding(
  environment: Environment,
  merchant: Merchant,
  changes: object = {},
): Promise<Landing> {
  const created = accepted('createPayment', await merchant.create(changes))
  const token = /token=(.*)$/.exec(created.redirectUrl ?? '')?.[1] ?? ''
  return {
    reference: created.reference,
    token,
    show: async () => {
      const answer = await environment.send('GET', `/pay/api/payment?token=${token}`)
      assert.equal(answer.status, 200, answer.text)
      return answer.body as LandingPayment
    },
    act: (action, body = {}, headers = {}) =>
      environment.send('POST', `/pay/api/${action}?token=${token}`, {
        headers: { 'Content-Type': 'application/json', ...headers },
        body,
      }),
  }
}

/** Fails unless the page was told why not; returns the payment as it then is. */
export function assertProblem(
  { status, body, text }: Answer,
  expectedStatus: number,
  code: LandingProblemCode,
): LandingPayment | undefined {
  assert.equal(status, expectedStatus, text)
  const { problem, payment } = body as LandingProblem
  assert.equal(problem, code)
  return payment
}
