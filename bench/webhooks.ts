import { hash } from 'node:crypto'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createClient } from '@kvitt/sdk'
import { load, type Aim } from './load.ts'
import { median } from './median.ts'
import { merchantLoad } from './merchant-load.ts'
import type { Figure } from './report.ts'
import { startEcho, startKvitt, startPaymentServer, type Server } from './servers.ts'
import { temporaryDirectory } from './temporary-directory.ts'

const API_KEY = 'key-of-the-shop'
const CONNECTIONS = 64
/** Few enough to be placed and paid before any of them is read without a webhook. */
const ORDERS = 200
const LOOK_MS = 10
const KEYS = {
  clientId: '11111111-1111-4111-8111-111111111111',
  clientSecret: 'demo-client-secret',
  subscriptionKey: '0123456789abcdef0123456789abcdef',
  merchantSerialNumber: '123456',
}

interface Shop {
  readonly provider: Server
  readonly merchant: Server
}

/**
 * Webhooks that a payment server takes in and settles per second: it verifies one, asks the
 * provider, and has the order's new state and what the shop is told on disk. The provider that
 * signs and sends them, and is asked, runs beside it.
 */
export async function webhooks(
  rounds: number,
  progress: (what: string) => void,
): Promise<Figure[]> {
  await using directory = await temporaryDirectory()
  await using echo = await startEcho()
  await using provider = await startKvitt('--memory', '--no-rate-limits')
  const port = await freePort()
  const file = join(directory.path, 'shop.json')
  await writeFile(file, JSON.stringify(configuration(port, provider, echo, directory.path)))
  await using merchant = await startPaymentServer(file, port)
  await registered(provider)
  const { echoes } = await merchantLoad(provider.port)
  const settled: number[] = []
  const echoed: number[] = []
  // The first round warms up and does not count.
  for (let round = 0; round <= rounds; round += 1) {
    progress(`webhooks, round ${round} of ${rounds}`)
    const perSecond = await settledPerSecond({ provider, merchant }, round)
    const bare = await load({
      port: echo.port,
      connections: CONNECTIONS,
      aim: echoes,
      durationMs: 1_000,
    })
    if (round === 0) continue
    settled.push(perSecond)
    echoed.push(bare.perSecond)
  }
  const ratio = median(settled.map((value, round) => value / (echoed[round] ?? Number.NaN)))
  return [
    {
      label: 'webhooks taken in and settled',
      value: median(settled),
      unit: '/s',
      ratio,
      ratioOf: 'echo',
    },
  ]
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

function configuration(port: number, provider: Server, shop: Server, directory: string): object {
  return {
    publicUrl: `http://localhost:${port}`,
    provider: `http://localhost:${provider.port}`,
    port,
    data: join(directory, 'data'),
    salesUnits: [
      {
        merchantSerialNumber: KEYS.merchantSerialNumber,
        currency: 'NOK',
        referencePrefix: 'bench-shop',
        clientId: KEYS.clientId,
        clientSecret: KEYS.clientSecret,
        subscriptionKey: KEYS.subscriptionKey,
      },
    ],
    apiKeys: [{ name: 'shop', sha256: hash('sha256', API_KEY) }],
    resultSecret: 'signs-results-of-the-shop',
    events: [
      {
        id: 'shop',
        url: `http://localhost:${shop.port}/events`,
        secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      },
    ],
  }
}

/** Resolves when the payment server has registered its webhooks. */
async function registered(provider: Server): Promise<void> {
  const client = createClient({
    ...KEYS,
    baseUrl: `http://127.0.0.1:${provider.port}`,
    system: { name: 'kvitt', version: '1' },
  })
  while ((await client.webhooks.list()).length === 0) await pause()
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LOOK_MS))
}

async function settledPerSecond({ provider, merchant }: Shop, round: number): Promise<number> {
  const numbers = Array.from({ length: ORDERS }, (_, index) => `${round}${10_000 + index}`)
  const each = (aim: (number: string) => ReturnType<Aim>): Aim => {
    const left = numbers.toReversed()
    return () => aim(left.pop() ?? '')
  }
  const options = { connections: CONNECTIONS, requestsMax: ORDERS }
  const paidBefore = await paid(merchant)
  await load({ ...options, port: merchant.port, aim: each(placing) })
  const started = performance.now()
  await load({ ...options, port: provider.port, aim: each(approving) })
  while ((await paid(merchant)) < paidBefore + ORDERS) await pause()
  return ORDERS / ((performance.now() - started) / 1_000)
}

function placing(number: string): ReturnType<Aim> {
  return {
    method: 'POST',
    path: '/v1/orders',
    headers: `Authorization: Bearer ${API_KEY}\r\n`,
    expect: 201,
    body: JSON.stringify({
      number,
      amount: { currency: 'NOK', value: 49_900 },
      description: 'One pair of socks',
      returnUrl: `https://shop.example/orders/${number}`,
    }),
  }
}

function approving(number: string): ReturnType<Aim> {
  return {
    method: 'POST',
    path: `/_kvitt/v1/payments/${KEYS.merchantSerialNumber}/bench-shop-${number}/approve`,
    headers: '',
    expect: 200,
    body: JSON.stringify({ phoneNumber: '4712345678' }),
  }
}

/** How many orders are known to be paid: what the shop is told is queued in the same commit. */
async function paid(merchant: Server): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${merchant.port}/metrics`, {
    headers: { Authorization: `Bearer ${API_KEY}` },
  })
  const text = await response.text()
  return Number(/kvitt_order_events_total\{type="paid"\} (\d+)/.exec(text)?.[1] ?? 0)
}
