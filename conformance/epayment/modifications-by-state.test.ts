/**
 * What capture, refund and cancel are answered in every state that a payment can be in.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode } from '../support/answer.ts'
import type { Environment } from '../support/environment.ts'
import type { Merchant } from '../support/merchant.ts'
import { openEnvironment } from '../support/open-environment.ts'

const ALL = 49_900
type Given = (merchant: Merchant, environment: Environment) => Promise<string>

const STATES: Record<string, Given> = {
  created: (merchant) => merchant.created(),
  aborted: (merchant) => merchant.aborted(),
  terminated: (merchant) => merchant.terminated(),
  async expired(merchant, environment) {
    const reference = await merchant.created()
    await environment.advance('10m')
    return reference
  },
  authorized: (merchant) => merchant.authorized(),
  'captured in part': (merchant) => merchant.captured(300),
  'captured in full': (merchant) => merchant.captured(ALL),
  async cancelled(merchant) {
    const reference = await merchant.authorized()
    accepted('cancelPayment', await merchant.cancel(reference))
    return reference
  },
  async 'captured in part, the rest cancelled'(merchant) {
    const reference = await merchant.captured(300)
    accepted('cancelPayment', await merchant.cancel(reference))
    return reference
  },
  async 'refunded in part'(merchant) {
    const reference = await merchant.captured(300)
    accepted('refundPayment', await merchant.refund(reference, 100))
    return reference
  },
  async 'refunded in full'(merchant) {
    const reference = await merchant.captured(ALL)
    accepted('refundPayment', await merchant.refund(reference, ALL))
    return reference
  },
}

/** In each state: the number of the refusal, or 0 for success. */
const TABLE = {
  'capture 300': {
    created: 6080,
    aborted: 6200,
    terminated: 6070,
    expired: 6200,
    authorized: 0,
    'captured in part': 0,
    'captured in full': 6170,
    cancelled: 6070,
    'captured in part, the rest cancelled': 6090,
    'refunded in part': 0,
    'refunded in full': 6170,
  },
  'capture 49901': {
    created: 6080,
    aborted: 6200,
    terminated: 6070,
    expired: 6200,
    authorized: 6090,
    'captured in part': 6090,
    'captured in full': 6170,
    cancelled: 6070,
    'captured in part, the rest cancelled': 6090,
    'refunded in part': 6090,
    'refunded in full': 6170,
  },
  'refund 200': {
    created: 6020,
    aborted: 6210,
    terminated: 6210,
    expired: 6210,
    authorized: 6020,
    'captured in part': 0,
    'captured in full': 0,
    cancelled: 6020,
    'captured in part, the rest cancelled': 0,
    'refunded in part': 0,
    'refunded in full': 6180,
  },
  'refund 49901': {
    created: 6020,
    aborted: 6210,
    terminated: 6210,
    expired: 6210,
    authorized: 6020,
    'captured in part': 6150,
    'captured in full': 6150,
    cancelled: 6020,
    'captured in part, the rest cancelled': 6150,
    'refunded in part': 6150,
    'refunded in full': 6180,
  },
  cancel: {
    created: 0,
    aborted: 6190,
    terminated: 6190,
    expired: 6190,
    authorized: 0,
    'captured in part': 0,
    'captured in full': 6040,
    cancelled: 6190,
    'captured in part, the rest cancelled': 6190,
    'refunded in part': 0,
    'refunded in full': 6040,
  },
  'cancel the transaction only': {
    created: 0,
    aborted: 6190,
    terminated: 6190,
    expired: 6190,
    authorized: 6060,
    'captured in part': 6060,
    'captured in full': 6060,
    cancelled: 6060,
    'captured in part, the rest cancelled': 6060,
    'refunded in part': 6060,
    'refunded in full': 6060,
  },
} as const satisfies Record<string, Record<keyof typeof STATES, number>>

const ASK: Record<
  keyof typeof TABLE,
  (merchant: Merchant, reference: string) => ReturnType<Merchant['get']>
> = {
  'capture 300': (merchant, reference) => merchant.capture(reference, 300),
  'capture 49901': (merchant, reference) => merchant.capture(reference, ALL + 1),
  'refund 200': (merchant, reference) => merchant.refund(reference, 200),
  'refund 49901': (merchant, reference) => merchant.refund(reference, ALL + 1),
  cancel: (merchant, reference) => merchant.cancel(reference),
  'cancel the transaction only': (merchant, reference) =>
    merchant.cancel(reference, { cancelTransactionOnly: true }),
}

for (const [what, row] of Object.entries(TABLE)) {
  describe(`${what} of a payment that is`, () => {
    for (const [state, code] of Object.entries(row)) {
      test(`${state} → ${code === 0 ? '200' : code}`, async () => {
        await using environment = await openEnvironment()
        const merchant = await environment.merchant()
        const given = STATES[state]
        assert.ok(given)
        const reference = await given(merchant, environment)
        const before = await merchant.get(reference)
        const answer = await ASK[what as keyof typeof TABLE](merchant, reference)
        if (code === 0) return assert.equal(answer.status, 200, answer.text)
        assertCode(answer, 400, code)
        assert.equal((await merchant.get(reference)).text, before.text)
      })
    }
  })
}

const STATE_IN_WORDS = [
  ['capture', 'aborted', /^Reference \S+ cannot be captured\. Invalid state: ABORTED\.$/],
  ['refund', 'expired', /^Reference \S+ cannot be refunded\. Invalid state: EXPIRED\.$/],
  ['cancel', 'terminated', /^Reference \S+ cannot be cancelled\. Invalid state: TERMINATED\.$/],
] as const

for (const [what, state, detail] of STATE_IN_WORDS) {
  test(`the refusal to ${what} says that the payment is ${state}`, async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await STATES[state]?.(merchant, environment)
    assert.ok(reference)
    const answer =
      what === 'cancel' ? await merchant.cancel(reference) : await merchant[what](reference, 100)
    assert.match(String(Object(answer.body).detail), detail)
  })
}

for (const what of ['capture', 'refund', 'cancel'] as const) {
  test(`5090: there is nothing to ${what}`, async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const answer =
      what === 'cancel'
        ? await merchant.cancel('acme-shop-1')
        : await merchant[what]('acme-shop-1', 100)
    assertCode(answer, 404, 5090)
  })
}
