import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '@kvitt/values'
import { postWebhook, type Poster, type PostedWebhook } from './post-webhook.ts'

const REGISTRATION = { id: 'registration-1', url: 'https://shop.example/hook?a=1', secret: 'text' }

interface Answering {
  readonly services: Poster
  readonly timers: (() => void)[]
}

function answering(answer: () => Promise<Response>): Answering {
  const timers: (() => void)[] = []
  const systemClock = {
    now: () => instant(Date.UTC(2026, 8, 1)),
    setTimer: (_delayMs: number, callback: () => void) => {
      timers.push(callback)
      return () => {}
    },
  }
  return { services: { systemClock, fetch: answer }, timers }
}

function post(answer: () => Promise<Response>): Promise<PostedWebhook> {
  return postWebhook(answering(answer).services, REGISTRATION, '{}')
}

test('what was sent and what came back is told', async () => {
  const posted = await post(async () => new Response('thanks', { headers: { 'X-Shop': 'acme' } }))
  assert.equal(posted.failure, undefined)
  assert.equal(posted.url, REGISTRATION.url)
  assert.equal(posted.headers['Host'], 'shop.example')
  assert.equal(posted.headers['X-Ms-Date'], 'Tue, 01 Sep 2026 00:00:00 GMT')
  assert.equal(posted.headers['Authorization'], posted.headers['X-Vipps-Authorization'])
  assert.deepEqual(
    [posted.answer?.status, posted.answer?.headers['x-shop'], posted.answer?.body],
    [200, 'acme', 'thanks'],
  )
})

test('of what an endpoint says the first 8 KB are kept', async () => {
  const chunk = new Uint8Array(3_000).fill('x'.charCodeAt(0))
  let sent = 0
  let isCancelled = false
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += chunk.byteLength
      controller.enqueue(chunk)
    },
    cancel() {
      isCancelled = true
    },
  })
  const { answer } = await post(async () => new Response(endless, { status: 500 }))
  assert.equal(answer?.body.length, 8_192)
  assert.ok(isCancelled)
  assert.ok(sent < 30_000)
})

test('a body that does not come does not hold up a delivery', async () => {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode('begun')),
  })
  const { services, timers } = answering(async () => new Response(body))
  const posting = postWebhook(services, REGISTRATION, '{}')
  while (timers.length === 0) await new Promise((resolve) => setImmediate(resolve))
  for (const callback of timers) callback()
  const { failure, answer } = await posting
  assert.deepEqual([failure, answer?.body], [undefined, 'begun'])
})

test('a body that breaks off does not undo the delivery', async () => {
  const body = new ReadableStream({ start: (controller) => controller.error(new Error('reset')) })
  const { failure, answer } = await post(async () => new Response(body))
  assert.deepEqual([failure, answer?.status, answer?.body], [undefined, 200, ''])
})

test('a status that is no success and no answer at all are failures, with the reason', async () => {
  const refused = await post(async () => new Response(null, { status: 404 }))
  assert.deepEqual([refused.failure, refused.answer?.status], ['HTTP 404', 404])
  const cause = new Error('connect ECONNREFUSED 127.0.0.1:1')
  const unreachable = await post(() => Promise.reject(new TypeError('fetch failed', { cause })))
  assert.deepEqual([unreachable.failure, unreachable.answer], [cause.message, undefined])
})
