/**
 * Whoever has the API keys chooses where webhooks go. That must not be a way into the control API,
 * which trusts what comes from this machine.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/
 */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { startKvitt } from './support/kvitt.ts'
import { merchantAt, paymentOf, type Merchant } from './support/merchant.ts'

const CONTROL = '/_kvitt/v1'
const CREATED = 'epayments.payment.created.v1'

/** Names and addresses of this machine, as people have written them to get past a filter. */
const HOSTS = [
  'localhost',
  'LOCALHOST',
  'localhost.',
  'shop.localhost',
  '127.0.0.1',
  '127.1',
  '127.0.0.2',
  '2130706433',
  '0x7f000001',
  '0177.0.0.1',
  '0.0.0.0',
  '0',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '127。0。0。1',
  '①②⑦.0.0.1',
]

const PATHS = [
  `${CONTROL}/reset`,
  `${CONTROL}/reset/`,
  `${CONTROL}/reset?x=1`,
  `${CONTROL}/clock/freeze`,
  '/_KVITT/v1/reset',
  '/%5Fkvitt/v1/reset',
  '//_kvitt/v1/reset',
  '/docs/../_kvitt/v1/reset',
  '/docs/%2e%2e/_kvitt/v1/reset',
]

test('webhooks that are registered for the control API do nothing there', async (t) => {
  await using server = await startKvitt(['--memory', '--no-rate-limits'])
  const merchant = await merchantAt(server.url)
  const { port } = new URL(server.url)
  const paths = [...PATHS, `${CONTROL}/payments/123456/under-attack/approve`]
  await merchant.create('under-attack')
  for (const host of HOSTS) {
    await t.test(host, async () => {
      for (const path of paths) await attack(server.url, merchant, `http://${host}:${port}${path}`)
    })
  }
})

test('a webhook that is registered for the page of a payment does not pay it', async () => {
  await using server = await startKvitt(['--memory'])
  const merchant = await merchantAt(server.url)
  const customer = { phoneNumber: '4712345678' }
  const body = { ...paymentOf('under-attack'), customer }
  const created = await merchant.post('', body, 'under-attack')
  const { redirectUrl } = (await created.json()) as { readonly redirectUrl: string }
  await attack(server.url, merchant, redirectUrl)
  await attack(server.url, merchant, `${redirectUrl}&action=approve`)
})

test('a URL with credentials is no URL for webhooks', async () => {
  await using server = await startKvitt(['--memory'])
  const merchant = await merchantAt(server.url)
  const { host } = new URL(server.url)
  for (const authority of [
    `shop.example@${host}`,
    `localhost:80@${host}`,
    `:@${host}:80`,
    `a:b@${host}`,
  ]) {
    const answer = await register(server.url, merchant, `http://${authority}${CONTROL}/reset`)
    assert.equal(answer.status, 400, authority)
  }
})

test('an endpoint that redirects to the control API leads nobody there', async (t) => {
  await using server = await startKvitt(['--memory'])
  const merchant = await merchantAt(server.url)
  await merchant.create('under-attack')
  for (const status of [301, 302, 303, 307, 308]) {
    await t.test(String(status), async () => {
      const endpoint = createServer((_, response) => {
        response.writeHead(status, { Location: `${server.url}${CONTROL}/reset` }).end()
      }).listen(0, '127.0.0.1')
      await once(endpoint, 'listening')
      const { port } = endpoint.address() as AddressInfo
      await attack(server.url, merchant, `http://127.0.0.1:${port}/hook`)
      endpoint.close()
    })
  }
})

/** Has a webhook delivered to a URL, and expects that the environment is as it was. */
async function attack(url: string, merchant: Merchant, target: string): Promise<void> {
  const registered = await register(url, merchant, target)
  assert.ok([201, 400].includes(registered.status), target)
  await merchant.create(`bait-${crypto.randomUUID()}`)
  const clock = await control(url, 'POST', '/clock/advance', { by: '0s' })
  assert.equal(Object(clock).frozen, false, target)
  const payment = (await (await merchant.get('under-attack')).json()) as { readonly state: string }
  assert.equal(payment.state, 'CREATED', target)
  if (registered.status === 201) {
    const { id } = (await registered.json()) as { readonly id: string }
    const path = `${url}/webhooks/v1/webhooks/${id}`
    await fetch(path, { method: 'DELETE', headers: merchant.headers })
  }
}

function register(url: string, { headers }: Merchant, target: string): Promise<Response> {
  return fetch(`${url}/webhooks/v1/webhooks`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ url: target, events: [CREATED] }),
  })
}

async function control(url: string, method: string, path: string, body: object): Promise<unknown> {
  const answer = await fetch(`${url}${CONTROL}${path}`, { method, body: JSON.stringify(body) })
  return answer.json()
}
