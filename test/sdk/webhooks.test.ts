/** Webhooks as the environment delivers them, taken in with the SDK. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verifyWebhook, webhookRequest, type WebhookSecret } from '@kvitt/sdk'
import type { Delivery } from '../../conformance/support/webhook-receiver.ts'
import { openShop, socks, type Shop } from './support/shop.ts'

const URL_TEXT = 'https://shop.example/hooks/vipps?shop=1'
const EVENTS = ['epayments.payment.created.v1', 'epayments.payment.authorized.v1']

async function delivered(shop: Shop): Promise<readonly Delivery[]> {
  const request = socks()
  await shop.client.epayment.create(request, { idempotencyKey: 'order' })
  await shop.environment.approve(request.reference)
  await shop.environment.settle()
  return shop.environment.webhooks.deliveries
}

const requestOf = ({ method, url, headers, body }: Delivery): Request =>
  new Request(url, { method, headers, body })

test('a webhook of the environment is genuine, and tells what happened', async () => {
  await using shop = await openShop()
  const { secret } = await shop.client.webhooks.register({ url: URL_TEXT, events: EVENTS })
  const [created, authorized] = await delivered(shop)
  assert.ok(created && authorized)
  for (const [delivery, name] of [
    [created, 'CREATED'],
    [authorized, 'AUTHORIZED'],
  ] as const) {
    const webhook = await verifyWebhook(requestOf(delivery), [secret], {
      receivedAt: shop.environment.clock.now(),
    })
    assert.ok(webhook.valid, JSON.stringify(webhook))
    assert.equal(webhook.event?.name, name)
    assert.deepEqual(webhook.json, JSON.parse(delivery.body))
  }
})

test('while a secret is replaced, both are taken, and each is told apart', async () => {
  await using shop = await openShop()
  const { webhooks } = shop.client
  const before = await webhooks.register({ url: URL_TEXT, events: EVENTS })
  const after = await webhooks.register({ url: URL_TEXT, events: EVENTS })
  const deliveries = await delivered(shop)
  const receivedAt = shop.environment.clock.now()
  const verify = (secrets: readonly WebhookSecret[]): Promise<readonly (string | undefined)[]> =>
    Promise.all(
      deliveries.map(async (delivery) => {
        const webhook = await verifyWebhook(requestOf(delivery), secrets, { receivedAt })
        return webhook.valid ? (webhook.registrationId ?? 'genuine') : webhook.fault
      }),
    )
  assert.equal(deliveries.length, 4)
  assert.deepEqual(new Set(await verify([before, after])), new Set([before.id, after.id]))
  assert.deepEqual(new Set(await verify([after.secret, before.secret])), new Set(['genuine']))
  assert.deepEqual(new Set(await verify([after])), new Set([after.id, 'wrongSecret']))
})

test('a request made for a test is what the environment sends', async () => {
  await using shop = await openShop()
  const { id, secret } = await shop.client.webhooks.register({ url: URL_TEXT, events: EVENTS })
  const [delivery] = await delivered(shop)
  assert.ok(delivery)
  const made = await webhookRequest({
    url: URL_TEXT,
    secret,
    body: JSON.parse(delivery.body),
    registrationId: id,
    sentAt: shop.environment.clock.now(),
  })
  // The connection adds these two.
  const ours = (headers: Headers): object =>
    Object.fromEntries([...headers].filter(([name]) => !/^(?:host|content-length)$/.test(name)))
  assert.equal(made.url, delivery.url)
  assert.equal(await made.text(), delivery.body)
  assert.deepEqual(ours(made.headers), ours(delivery.headers))
})
