/** `kvitt merchant`, killed again and again while a shop sells: each order is captured once. */
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { startKvitt, startMerchant, temporaryDirectory, type Running } from './support/kvitt.ts'
import { API_KEY, merchantConfiguration } from './support/merchant-configuration.ts'
import { merchantAt } from './support/merchant.ts'

const NUMBERS = Array.from({ length: 8 }, (_, index) => `${60_001 + index}`)
/** After how many answers the server is killed, each time that it runs. */
const KILLED_AFTER = [1, 5, 9, 14]
/** Each waits until an order has come to something, for fifteen seconds at the most. */
const TRIES_MAX = 20
const ADA = '4712345678'

/** What a shop asks of its payment server; undefined when the server has died over it. */
type Ask = (path: string, body: object) => Promise<Record<string, unknown> | undefined>

function asking(server: Running, answered: () => Promise<void>): Ask {
  return async (path, body) => {
    try {
      const response = await fetch(new URL(path, server.url), {
        method: 'POST',
        // The same request has the same key, however often it is sent.
        headers: { Authorization: `Bearer ${API_KEY}`, 'Idempotency-Key': path },
        body: JSON.stringify(body),
      })
      const order = (await response.json()) as Record<string, unknown>
      await answered()
      return order
    } catch (error) {
      // The connection broke: the shop asks again when the server is back.
      if (error instanceof TypeError) return undefined
      throw error
    }
  }
}

/** Sells one order, from wherever it has come to; resolves with whether it is captured. */
async function sell(ask: Ask, provider: Running, number: string): Promise<boolean> {
  const placed = await ask('/v1/orders', {
    number,
    amount: { currency: 'NOK', value: 49_900 },
    description: 'Two pairs of socks',
    returnUrl: `https://shop.example/orders/${number}`,
  })
  if (!placed) return false
  const payment = `${provider.url}/_kvitt/v1/payments/123456/acme-shop-${number}`
  // Refused where there is nothing to approve, or it is approved already.
  await fetch(`${payment}/approve`, { method: 'POST', body: JSON.stringify({ phoneNumber: ADA }) })
  await ask(`/v1/orders/${number}/readings`, {})
  const order = await ask(`/v1/orders/${number}/captures`, {})
  return order?.['status'] === 'captured'
}

/** Sells everything at once, on a server that is killed after so many answers. */
async function sellUntilKilled(file: string, provider: Running, after: number): Promise<void> {
  await using server = await startMerchant(file, {})
  let answers = 0
  const ask = asking(server, async () => {
    answers += 1
    if (answers === after) await server.stop('SIGKILL')
  })
  await Promise.all(NUMBERS.map((number) => sell(ask, provider, number)))
}

test('orders that are sold on a server that is killed again and again are captured once', async () => {
  await using directory = await temporaryDirectory()
  await using provider = await startKvitt(['--memory'])
  const file = join(directory.path, 'shop.json')
  const place = { provider: provider.url, data: join(directory.path, 'data') }
  await writeFile(file, JSON.stringify(merchantConfiguration(place)))
  for (const after of KILLED_AFTER) await sellUntilKilled(file, provider, after)

  await using server = await startMerchant(file, {})
  const ask = asking(server, () => Promise.resolve())
  await Promise.all(NUMBERS.map((number) => sellAtLast(ask, provider, number)))
  const merchant = await merchantAt(provider.url)
  for (const number of NUMBERS) {
    assert.deepEqual(
      (await merchant.events(`acme-shop-${number}`)).map(({ name }) => name),
      ['CREATED', 'AUTHORIZED', 'CAPTURED'],
      `${number} is captured once`,
    )
  }
})

async function sellAtLast(ask: Ask, provider: Running, number: string): Promise<void> {
  for (let count = 0; count < TRIES_MAX; count += 1) {
    if (await sell(ask, provider, number)) return
  }
  assert.fail(`${number} is not captured`)
}
