import assert from 'node:assert/strict'
import type { PaymentDetails, RequestDetails, RequestPage, RequestSummary } from '@kvitt/contract'
import type { World } from '../../../test/merchant/support/world.ts'
import { NORWAY } from '../../support/demo-keys.ts'

/** An order whose customer has approved; answers the reference of its payment. */
export async function authorized(
  world: World,
  number: string,
  changes: object = {},
  wish: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const { reference } = await world.place(number, changes)
  assert.equal(await world.customer('approve', reference, wish), 200)
  await world.settle()
  return reference
}

/** What the provider was asked, oldest first. */
export async function asked(
  world: World,
  operation: string,
  reference?: string,
): Promise<readonly RequestSummary[]> {
  const about = reference === undefined ? '' : `&reference=${reference}`
  const { requests } = await world.control<RequestPage>(
    'GET',
    `/requests?operation=${operation}&limit=500${about}`,
  )
  return requests.toReversed()
}

/** The request whole: what was sent, and what was answered. */
export function requestOf(world: World, { id }: RequestSummary): Promise<RequestDetails> {
  return world.control<RequestDetails>('GET', `/requests/${id}`)
}

/** The body of a request as it was sent. */
export async function bodyOf(
  world: World,
  request: RequestSummary | undefined,
): Promise<Record<string, unknown>> {
  assert.ok(request, 'it was never sent')
  const { body } = await requestOf(world, request)
  return JSON.parse(body ?? 'null') as Record<string, unknown>
}

/** A payment as the provider itself has it. */
export function paymentOf(world: World, reference: string): Promise<PaymentDetails> {
  return world.control<PaymentDetails>('GET', `/payments/${NORWAY}/${reference}`)
}

/** The amounts of a payment as the provider itself has them: captured, cancelled, refunded. */
export async function amountsOf(world: World, reference: string): Promise<readonly number[]> {
  const { aggregate } = await paymentOf(world, reference)
  return [aggregate.capturedAmount, aggregate.cancelledAmount, aggregate.refundedAmount].map(
    ({ value }) => value,
  )
}

/** Has something go wrong at the provider. */
export async function orderFault(world: World, order: object): Promise<void> {
  await world.control('POST', '/faults', order)
}

export interface Shown {
  readonly status: number
  readonly title: string
  readonly text: string
  readonly headers: Headers
}

/** What a customer sees whom the provider has sent back, in a browser that knows nothing. */
export async function comeBack(world: World, reference: string, language = 'en'): Promise<Shown> {
  const { returnUrl } = await paymentOf(world, reference)
  const { pathname, search } = new URL(returnUrl ?? assert.fail('nobody comes back'))
  const response = await world.send(`${pathname}${search}`, {
    headers: { 'Accept-Language': language },
  })
  const text = await response.text()
  const title = /<h1>(.*?)<\/h1>/.exec(text)?.[1] ?? ''
  return { status: response.status, title, text, headers: response.headers }
}

/** Why somebody should look at an order. */
export async function attentionOf(world: World, number: string): Promise<readonly string[]> {
  return (await world.order(number)).attention.map(({ kind }) => kind)
}
