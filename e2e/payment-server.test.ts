/** `kvitt merchant` against `kvitt start`, as processes: an order outlives both a kill and a restart. */
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { kvitt, startKvitt, startMerchant, temporaryDirectory } from './support/kvitt.ts'
import { API_KEY, merchantConfiguration, SALES_UNIT } from './support/merchant-configuration.ts'

const READINGS_MAX = 100
const SECRETS = { CLIENT_SECRET: SALES_UNIT.clientSecret }

/** A configuration that leaves a secret to the environment. */
function config(provider: string, data: string): object {
  const salesUnits = [{ ...SALES_UNIT, clientSecret: '${CLIENT_SECRET}' }]
  return merchantConfiguration({ provider, data }, { salesUnits })
}

async function call(url: string, path: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(new URL(path, url), {
    method: 'POST',
    headers: { Authorization: `Bearer ${API_KEY}`, 'Idempotency-Key': path },
    body: JSON.stringify(body),
  })
  return (await response.json()) as Record<string, unknown>
}

/** Asks until the order has come to something; each time waits for the provider. */
async function reading(url: string, status: string): Promise<void> {
  for (let count = 0; count < READINGS_MAX; count += 1) {
    if ((await call(url, '/v1/orders/10041/readings', {}))['status'] === status) return
  }
  assert.fail(`the order did not come to be ${status}`)
}

test('an order that is placed, killed and approved is captured once', async () => {
  await using directory = await temporaryDirectory()
  await using provider = await startKvitt(['--memory'])
  const file = join(directory.path, 'shop.json')
  await writeFile(file, JSON.stringify(config(provider.url, join(directory.path, 'data'))))
  {
    await using merchant = await startMerchant(file, SECRETS)
    const placed = await call(merchant.url, '/v1/orders', {
      number: '10041',
      amount: { currency: 'NOK', value: 49_900 },
      description: 'Two pairs of socks',
      returnUrl: 'https://shop.example/orders/10041',
    })
    assert.equal(placed['number'], '10041')
    await reading(merchant.url, 'created')
    await merchant.stop('SIGKILL')
  }
  const paid = await kvitt(['pay', 'acme-shop-10041', '--url', provider.url])
  assert.equal(paid.code, 0, paid.stderr)

  await using merchant = await startMerchant(file, SECRETS)
  await reading(merchant.url, 'authorized')
  await call(merchant.url, '/v1/orders/10041/captures', { isLast: true })
  await reading(merchant.url, 'captured')
  assert.equal(await merchant.stop('SIGTERM'), 0)
  assert.doesNotMatch(await merchant.log, /demo-client-secret|0123456789abcdef/)
})

test('a configuration that is wrong is refused, naming what to mend', async () => {
  await using directory = await temporaryDirectory()
  const file = join(directory.path, 'shop.json')
  await writeFile(file, JSON.stringify(config('http://localhost:9', directory.path)))
  const { code, stderr } = await kvitt(['merchant', '--config', file], { CLIENT_SECRET: '' })
  assert.equal(code, 2)
  assert.match(stderr, /clientSecret is to be taken from CLIENT_SECRET/)
})

test('a provider that keys must not be sent to is refused, naming what to mend', async () => {
  await using directory = await temporaryDirectory()
  const file = join(directory.path, 'shop.json')
  await writeFile(file, JSON.stringify(config('http://pay.example', directory.path)))
  const { code, stderr } = await kvitt(['merchant', '--config', file], { CLIENT_SECRET: 'a' })
  assert.equal(code, 2)
  assert.match(stderr, /provider: must begin with https/)
  assert.doesNotMatch(stderr, /\n {4}at /)
})
