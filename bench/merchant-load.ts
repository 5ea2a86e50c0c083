import { randomBytes } from 'node:crypto'
import type { Aim, Shot } from './load.ts'

const SUBSCRIPTION_KEY = '0123456789abcdef0123456789abcdef'
const KEYS = {
  client_id: '11111111-1111-4111-8111-111111111111',
  client_secret: 'demo-client-secret',
  'Ocp-Apim-Subscription-Key': SUBSCRIPTION_KEY,
}

/** What a merchant's server sends: each aim never repeats a reference. */
export interface MerchantLoad {
  readonly creates: Aim
  /** The same requests, expected to be echoed. */
  readonly echoes: Aim
  /** Create, get, approve, capture, refund, get: one payment after the other. */
  readonly lifecycles: Aim
  /** Reads of payments that `creates` has made. */
  readonly reads: Aim
}

const PAYMENTS = '/epayment/v1/payments'

export const LIFECYCLE_REQUESTS = 6
/** Connections of one load have lower numbers. */
const CONNECTIONS_MAX = 64

export async function merchantLoad(port: number): Promise<MerchantLoad> {
  const answer = await fetch(`http://127.0.0.1:${port}/accesstoken/get`, {
    method: 'POST',
    headers: KEYS,
  })
  const { access_token: token } = (await answer.json()) as { readonly access_token: string }
  const headers =
    `Authorization: Bearer ${token}\r\nOcp-Apim-Subscription-Key: ${SUBSCRIPTION_KEY}\r\n` +
    'Merchant-Serial-Number: 123456\r\nVipps-System-Name: kvitt-bench\r\n'
  const run = randomBytes(4).toString('hex')
  let created = 0
  let echoed = 0
  let lifecycles = 0
  const current: string[] = []
  const next = (): Shot => createShot(headers, `${run}-create-${created++}`)
  return {
    creates: next,
    echoes: () => ({ ...createShot(headers, `${run}-echo-${echoed++}`), expect: 200 }),
    // Spread over all payments: for one reference only 120 reads a minute are let through.
    reads: (connection, turn) => {
      const spread = (turn * CONNECTIONS_MAX + connection) * 7_919
      const path = `${PAYMENTS}/${run}-create-${spread % Math.max(created, 1)}`
      return { method: 'GET', path, headers, expect: 200 }
    },
    lifecycles: (connection, turn) => {
      const step = turn % LIFECYCLE_REQUESTS
      if (step === 0) current[connection] = `${run}-life-${lifecycles++}`
      return lifecycleShot(headers, current[connection] ?? '', step)
    },
  }
}

function lifecycleShot(headers: string, reference: string, step: number): Shot {
  const payment = `${PAYMENTS}/${reference}`
  const body = { modificationAmount: { currency: 'NOK', value: 49_900 } }
  const keyed = `${headers}Idempotency-Key: ${reference}\r\n`
  switch (step) {
    case 0:
      return createShot(headers, reference)
    case 2:
      return post(headers, `/epayment/v1/test/payments/${reference}/approve`, 200, {
        customer: { phoneNumber: '4712345678' },
      })
    case 3:
      return post(keyed, `${payment}/capture`, 200, body)
    case 4:
      return post(keyed, `${payment}/refund`, 200, body)
    default:
      return { method: 'GET', path: payment, headers, expect: 200 }
  }
}

function createShot(headers: string, reference: string): Shot {
  return post(`${headers}Idempotency-Key: ${reference}\r\n`, PAYMENTS, 201, {
    amount: { currency: 'NOK', value: 49_900 },
    paymentMethod: { type: 'WALLET' },
    customer: { phoneNumber: '4712345678' },
    reference,
    userFlow: 'WEB_REDIRECT',
    returnUrl: 'https://example.com/thanks',
    paymentDescription: 'One pair of socks',
  })
}

function post(headers: string, path: string, expect: number, body: object): Shot {
  return { method: 'POST', path, headers, expect, body: JSON.stringify(body) }
}
