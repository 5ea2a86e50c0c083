import assert from 'node:assert/strict'
import type { Answer } from './answer.ts'
import { NORWAY } from './demo-keys.ts'
import type { Environment } from './environment.ts'
import type { Delivery, ReceiverAnswer } from './webhook-receiver.ts'

/** The home of the customer who pays unless somebody else is named. */
export const HOME = {
  addressLine1: 'Suburbia 23',
  addressLine2: '',
  city: 'OSLO',
  postCode: '2101',
  country: 'NO',
}
export const ELSEWHERE = {
  addressLine1: 'Bryggen 5',
  addressLine2: 'Oppgang B',
  city: 'BERGEN',
  postCode: '5003',
  country: 'NO',
}

export const EXPRESS_SCOPE = 'name address email phoneNumber'

export function option(id: string, value: number, changes: object = {}): Record<string, unknown> {
  return { id, amount: { currency: 'NOK', value }, name: `By ${id}`, ...changes }
}

export function group(
  options: readonly Record<string, unknown>[],
  changes: object = {},
): Record<string, unknown> {
  return {
    brand: 'POSTNORD',
    type: 'HOME_DELIVERY',
    isDefault: true,
    priority: 0,
    options,
    ...changes,
  }
}

/** What makes a payment an Express payment whose options are known from the start. */
export function fixed(...groups: readonly Record<string, unknown>[]): Record<string, unknown> {
  return { profile: { scope: EXPRESS_SCOPE }, shipping: { fixedOptions: groups } }
}

export const TOKEN = 'Bearer eyJhbGciOi'

/** What makes a payment an Express payment whose options depend on the address. */
export function dynamic(
  { webhooks }: Environment,
  path = '/shipping?order=1&callback=',
): Record<string, unknown> {
  const dynamicOptions = {
    callbackUrl: `${webhooks.origin}${path}`,
    callbackAuthorizationToken: TOKEN,
  }
  return { profile: { scope: EXPRESS_SCOPE }, shipping: { dynamicOptions } }
}

/** Answers calls for shipping options, and everything else with 200; returns those calls. */
export function answerShipping(
  { webhooks }: Environment,
  answer: (address: typeof HOME, call: Delivery) => ReceiverAnswer,
): readonly Delivery[] {
  const calls: Delivery[] = []
  webhooks.answer = (delivery) => {
    if (!new URL(delivery.url).pathname.startsWith('/shipping')) return 200
    calls.push(delivery)
    return answer(JSON.parse(delivery.body), delivery)
  }
  return calls
}

export function json(body: unknown, status = 200): ReceiverAnswer {
  return { status, body: JSON.stringify(body) }
}

/** One group of one option, which is enough to deliver. */
export const ONE_GROUP = json({ groups: [group([option('home-1', 9_900)])] })

export function shippingOptions(
  environment: Environment,
  reference: string,
  wish: object = {},
): Promise<Answer> {
  return environment.control('POST', `/payments/${NORWAY}/${reference}/shipping-options`, wish)
}

/** The ids of the options that a customer is shown, in their order. */
export async function idsShown(
  environment: Environment,
  reference: string,
  wish: object = {},
): Promise<readonly string[]> {
  const { status, text, body } = await shippingOptions(environment, reference, wish)
  assert.equal(status, 200, text)
  const groups: readonly { readonly options: readonly { readonly id: string }[] }[] =
    Object(body).groups
  return groups.flatMap(({ options }) => options.map(({ id }) => id))
}
