import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startKvitt, startMerchant, temporaryDirectory, type Running } from './kvitt.ts'
import { API_KEY, merchantConfiguration } from './merchant-configuration.ts'

export const ADMINISTRATOR = { name: 'astrid', password: 'correct horse battery' } as const
/** How often is asked whether an order has come to something; each time waits for the provider. */
const READINGS_MAX = 100

/** A provider and a payment server as processes, with an administrator of its console. */
export interface PaymentServer extends AsyncDisposable {
  readonly url: string
  readonly provider: Running
  /** Calls the API as the shop does. */
  call(method: string, path: string, body?: object): Promise<Record<string, unknown>>
  /** Places an order, and has the customer approve it. */
  authorized(number: string, changes?: object): Promise<void>
  /** Asks until an order has come to be so. */
  becomes(number: string, status: string): Promise<void>
  /** Makes an employee, and returns the password. */
  employee(name: string, role: string): Promise<string>
}

export async function startPaymentServer(policy: object = {}): Promise<PaymentServer> {
  await using resources = new AsyncDisposableStack()
  const directory = resources.use(await temporaryDirectory())
  const provider = resources.use(await startKvitt(['--memory']))
  const file = join(directory.path, 'shop.json')
  const config = merchantConfiguration(
    { provider: provider.url, data: join(directory.path, 'data') },
    { console: { administrator: ADMINISTRATOR }, policy },
  )
  await writeFile(file, JSON.stringify(config))
  const server = resources.use(await startMerchant(file, {}))
  const owned = resources.move()
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(new URL(path, server.url), {
      method,
      headers: { Authorization: `Bearer ${API_KEY}`, 'Idempotency-Key': path },
      ...(body && { body: JSON.stringify(body) }),
    })
    return (await response.json()) as Record<string, unknown>
  }
  const becomes = async (number: string, status: string): Promise<void> => {
    for (let count = 0; count < READINGS_MAX; count += 1) {
      const order = await call('POST', `/v1/orders/${number}/readings`, {})
      if (order['status'] === status) return
    }
    assert.fail(`order ${number} did not come to be ${status}`)
  }
  return {
    url: server.url,
    provider,
    call,
    becomes,
    employee: (name, role) => makeEmployee(server.url, name, role),
    async authorized(number, changes = {}) {
      const placed = await call('POST', '/v1/orders', { ...placing(number), ...changes })
      assert.equal(placed['number'], number, JSON.stringify(placed))
      await becomes(number, 'created')
      const payment = `/_kvitt/v1/payments/123456/acme-shop-${number}/approve`
      const approved = await fetch(`${provider.url}${payment}`, { method: 'POST' })
      assert.ok(approved.ok)
      await becomes(number, 'authorized')
    },
    [Symbol.asyncDispose]: () => owned[Symbol.asyncDispose](),
  }
}

/** An order of two pairs of socks and a hat. */
export function placing(number: string): object {
  const orderLines = [
    { id: 'socks', name: 'Pair of socks', totalAmount: 30_000, quantity: '2' },
    { id: 'hat', name: 'Hat', totalAmount: 19_900, quantity: '1' },
  ].map(({ quantity, ...line }) => ({
    ...line,
    totalAmountExcludingTax: line.totalAmount,
    totalTaxAmount: 0,
    taxRate: 0,
    unitInfo: { unitPrice: line.totalAmount / Number(quantity), quantity },
  }))
  return {
    number,
    amount: { currency: 'NOK', value: 49_900 },
    description: 'Socks and a hat',
    returnUrl: `https://shop.example/orders/${number}`,
    customer: { name: 'Ada Berg', email: 'ada@shop.example' },
    receipt: { orderLines, bottomLine: { currency: 'NOK' } },
  }
}

async function makeEmployee(url: string, name: string, role: string): Promise<string> {
  const own = { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json' }
  const api = `${url}/console/api/v1`
  const send = (path: string, body: object, cookie = ''): Promise<Response> =>
    fetch(`${api}${path}`, {
      method: 'POST',
      headers: { ...own, Cookie: cookie },
      body: JSON.stringify(body),
    })
  const session = async (who: string, password: string): Promise<string> => {
    const answer = await send('/session', { name: who, password })
    assert.equal(answer.status, 200)
    return answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
  }
  const administrator = await session(ADMINISTRATOR.name, ADMINISTRATOR.password)
  const made = (await (await send('/users', { name, role }, administrator)).json()) as {
    readonly password: string
  }
  const password = 'a password of my own'
  const cookie = await session(name, made.password)
  const changed = await send('/password', { current: made.password, password }, cookie)
  assert.equal(changed.status, 200)
  return password
}
