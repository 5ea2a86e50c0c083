import { randomUUID } from 'node:crypto'
import { SEED, type Directory } from '@kvitt/provider'
import type { Answer } from '../support/answer.ts'
import { CUSTOMERS, NORWAY } from '../support/demo-keys.ts'
import type { Environment } from '../support/environment.ts'
import type { Merchant } from '../support/merchant.ts'
import { newReference } from '../support/payment-request.ts'
import { basicHeaders, tokenHeaders } from '../support/token-request.ts'
import { asked, type Exercise } from './exercise.ts'
import { ORDER_EXERCISES } from './order-exercises.ts'
import { REPORT_EXERCISES } from './report-exercises.ts'

const EVENTS = ['epayments.payment.captured.v1', 'epayments.payment.created.v1']
const FORM = 'grant_type=client_credentials'

/** Every answer of every official document: operation and status, and what brings it about. */
export const EXERCISES: Readonly<Record<string, Exercise>> = {
  'POST /accesstoken/get 200': {
    answers: (environment) => tokens(environment, {}, { 'Merchant-Serial-Number': NORWAY }),
  },
  'POST /accesstoken/get 400': {
    answers: (environment) =>
      tokens(environment, { client_id: randomUUID() }, { client_secret: undefined }),
  },
  'POST /accesstoken/get 401': {
    answers: (environment) =>
      tokens(
        environment,
        { client_secret: 'wrong' },
        { 'Ocp-Apim-Subscription-Key': undefined },
        { 'Ocp-Apim-Subscription-Key': 'wrong' },
      ),
  },
  'POST /accesstoken/get 500': {
    inside: () => ({ directory: withoutSalesUnits() }),
    fails: true,
    answers: (environment) => tokens(environment, {}),
  },
  'POST /miami/v1/token 200': {
    answers: (environment) => specializedTokens(environment, [basicHeaders(), FORM]),
  },
  'POST /miami/v1/token 400': {
    answers: (environment) =>
      specializedTokens(
        environment,
        [basicHeaders(), 'grant_type=password'],
        [basicHeaders(randomUUID()), FORM],
        [{}, FORM],
      ),
  },
  'POST /miami/v1/token 401': {
    answers: (environment) => specializedTokens(environment, [basicHeaders(undefined, 'x'), FORM]),
  },
  'POST /miami/v1/token 500': {
    inside: () => ({ directory: withoutSalesUnits() }),
    fails: true,
    answers: (environment) => specializedTokens(environment, [basicHeaders(), FORM]),
  },

  'POST /epayment/v1/payments 201': asked(async (merchant) => [
    await merchant.create(),
    await merchant.create({ userFlow: 'NATIVE_REDIRECT' }),
    await merchant.create({
      userFlow: 'PUSH_MESSAGE',
      customer: { phoneNumber: CUSTOMERS[NORWAY] },
    }),
  ]),
  'POST /epayment/v1/payments 400': asked(async (merchant) => [
    await merchant.create({ reference: 'short' }),
    await merchant.create({ value: 1 }),
    await merchant.create({}, { text: '{' }),
    await merchant.create({}, { key: null }),
  ]),
  'POST /epayment/v1/payments 403': asked(async (merchant) => [
    await merchant.create({ profile: { scope: 'nin' } }),
    await merchant.create({}, { headers: { 'Merchant-Serial-Number': '999999' } }),
  ]),
  'POST /epayment/v1/payments 409': asked(async (merchant) => [
    await merchant.create({ reference: await merchant.created() }),
    await reused((value, key) => merchant.create({ value }, { key })),
  ]),
  'GET /epayment/v1/payments/{Reference} 200': asked(async (merchant, environment) => {
    const references = await paymentsInEveryState(merchant, environment)
    return Promise.all(references.map((reference) => merchant.get(reference)))
  }),
  'GET /epayment/v1/payments/{Reference}/events 200': asked(async (merchant, environment) => {
    const references = await paymentsInEveryState(merchant, environment)
    return Promise.all(references.map((reference) => merchant.events(reference)))
  }),

  'POST /epayment/v1/payments/{Reference}/cancel 200': asked(async (merchant) => [
    await merchant.cancel(await merchant.created()),
    await merchant.cancel(await merchant.captured(100), { cancelTransactionOnly: false }),
  ]),
  'POST /epayment/v1/payments/{Reference}/cancel 400': asked(async (merchant) => [
    await merchant.cancel(await merchant.terminated()),
    await merchant.cancel(await merchant.authorized(), { cancelTransactionOnly: true }),
    await merchant.cancel(await merchant.authorized(), { cancelTransactionOnly: 'no' }),
  ]),
  'POST /epayment/v1/payments/{Reference}/cancel 404': asked(async (merchant) => [
    await merchant.cancel(newReference()),
  ]),
  'POST /epayment/v1/payments/{Reference}/cancel 409': asked(async (merchant) => {
    const reference = await merchant.created()
    const key = randomUUID()
    await merchant.cancel(reference, {}, { key })
    return [await merchant.cancel(reference, { cancelTransactionOnly: true }, { key })]
  }),
  'POST /epayment/v1/payments/{Reference}/capture 200': asked(async (merchant) => [
    await merchant.capture(await merchant.authorized(), 49_900),
    await merchant.capture(await merchant.captured(100), 100),
  ]),
  'POST /epayment/v1/payments/{Reference}/capture 400': asked(async (merchant) => [
    await merchant.capture(await merchant.created(), 100),
    await merchant.capture(await merchant.authorized(), 49_901),
    await merchant.capture(await merchant.authorized(), 0.5),
  ]),
  'POST /epayment/v1/payments/{Reference}/capture 404': asked(async (merchant) => [
    await merchant.capture(newReference(), 100),
  ]),
  'POST /epayment/v1/payments/{Reference}/capture 409': asked(async (merchant) => {
    const reference = await merchant.authorized()
    return [await reused((value, key) => merchant.capture(reference, value, { key }))]
  }),
  'POST /epayment/v1/payments/{Reference}/refund 200': asked(async (merchant) => [
    await merchant.refund(await merchant.captured(49_900), 49_900),
    await merchant.refund(await merchant.captured(200), 100),
  ]),
  'POST /epayment/v1/payments/{Reference}/refund 400': asked(async (merchant) => [
    await merchant.refund(await merchant.created(), 100),
    await merchant.refund(await merchant.captured(100), 101),
  ]),
  'POST /epayment/v1/payments/{Reference}/refund 404': asked(async (merchant) => [
    await merchant.refund(newReference(), 100),
  ]),
  'POST /epayment/v1/payments/{Reference}/refund 409': asked(async (merchant) => {
    const reference = await merchant.captured(1_000)
    return [await reused((value, key) => merchant.refund(reference, value, { key }))]
  }),
  'POST /epayment/v1/test/payments/{Reference}/approve 200': asked(async (merchant) => [
    await merchant.forceApprove(await merchant.created()),
    await merchant.forceApprove(await merchant.created(), {
      customer: { phoneNumber: CUSTOMERS[NORWAY] },
    }),
  ]),

  'GET /webhooks/v1/webhooks 200': asked(async (merchant, { webhooks }) => {
    const none = await merchant.listWebhooks()
    await merchant.register(webhooks.origin, EVENTS)
    return [none, await merchant.listWebhooks()]
  }),
  'GET /webhooks/v1/webhooks 400': {
    inside: () => ({ strict: true }),
    answers: async (environment) => {
      const { headers } = await environment.merchant()
      const { 'Merchant-Serial-Number': _, ...rest } = headers
      return [await environment.send('GET', '/webhooks/v1/webhooks', { headers: rest })]
    },
  },
  'POST /webhooks/v1/webhooks 201': asked(async (merchant, { webhooks }) => [
    await merchant.register(`${webhooks.origin}/hooks?shop=1`, EVENTS),
  ]),
  'POST /webhooks/v1/webhooks 400': asked(async (merchant, { webhooks }) => [
    await merchant.register(webhooks.origin, ['epayments.payment.foo.v1', 'bar']),
    await merchant.register(webhooks.origin, []),
    await merchant.register('not a URL', EVENTS),
    await merchant.call('POST', '/webhooks/v1/webhooks', { text: '{' }),
    await merchant.call('POST', '/webhooks/v1/webhooks', { body: { url: 1 } }),
  ]),
  'DELETE /webhooks/v1/webhooks/{id} 204': asked(async (merchant, { webhooks }) => {
    const { body } = await merchant.register(webhooks.origin, EVENTS)
    return [await merchant.deleteWebhook(String(Object(body).id))]
  }),
  'DELETE /webhooks/v1/webhooks/{id} 400': asked(async (merchant) => [
    await merchant.deleteWebhook('not-a-uuid'),
  ]),

  ...ORDER_EXERCISES,
  ...REPORT_EXERCISES,
}

function tokens(
  environment: Environment,
  ...changes: readonly Parameters<typeof tokenHeaders>[0][]
): Promise<readonly Answer[]> {
  return Promise.all(
    changes.map((change) =>
      environment.send('POST', '/accesstoken/get', { headers: tokenHeaders(change) }),
    ),
  )
}

function specializedTokens(
  environment: Environment,
  ...requests: readonly (readonly [headers: Record<string, string>, form: string])[]
): Promise<readonly Answer[]> {
  return Promise.all(
    requests.map(([headers, text]) =>
      environment.send('POST', '/miami/v1/token', { headers, text }),
    ),
  )
}

/** The answer to a second request under the key of a first one that asked for another amount. */
async function reused(ask: (value: number, key: string) => Promise<Answer>): Promise<Answer> {
  const key = randomUUID()
  await ask(100, key)
  return ask(200, key)
}

/** References of payments that have gone every way a payment can go. */
async function paymentsInEveryState(
  merchant: Merchant,
  environment: Environment,
): Promise<readonly string[]> {
  const expired = await merchant.created()
  await environment.advance('1h')
  const refunded = await merchant.captured(1_000, { metadata: { order: '1' } })
  await merchant.refund(refunded, 500)
  await merchant.cancel(refunded)
  return [
    expired,
    refunded,
    await merchant.created(),
    await merchant.authorized(),
    await merchant.aborted(),
    await merchant.terminated(),
  ]
}

/** The seeded directory with keys that act for nobody: a mistake that only a server can make. */
function withoutSalesUnits(): Directory {
  return { ...SEED, keySets: SEED.keySets.map((keySet) => ({ ...keySet, salesUnits: [] })) }
}
