import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ManualClock } from '../test-support/manual-clock.ts'
import { attempt, sendThrough, type Fetch } from './attempt.ts'

const URL_TEXT = 'https://api.example/'
const never: Fetch = () => new Promise(() => {})

function start(
  fetch: Fetch,
  signal?: AbortSignal,
): {
  readonly clock: ManualClock
  readonly result: ReturnType<typeof attempt>
} {
  const clock = new ManualClock()
  return {
    clock,
    result: attempt(URL_TEXT, {}, { send: sendThrough(fetch), clock }, 15_000, signal),
  }
}

test('an answer is read whole', async () => {
  const headers = { 'Retry-After': '3' }
  const { clock, result } = start(async () => new Response('{}', { status: 429, headers }))
  assert.deepEqual(await result, { status: 429, text: '{}', retryAfter: '3' })
  assert.equal(clock.waiting, 0)
})

test('it is over when the time is up, even if fetch takes no notice', async () => {
  const { clock, result } = start(never)
  clock.advance(14_999)
  assert.equal(clock.waiting, 1)
  clock.advance(1)
  assert.equal('lost' in (await result) && ((await result) as { lost: string }).lost, 'timeout')
})

test('fetch is told when the time is up', async () => {
  let request: Request | undefined
  const { clock, result } = start((sent) => {
    request = sent
    return never(sent)
  })
  clock.advance(15_000)
  await result
  assert.equal(request?.signal.aborted, true)
})

test('a body that never ends counts as no answer', async () => {
  const body = new ReadableStream({ pull: () => new Promise(() => {}) })
  const { clock, result } = start(async () => new Response(body))
  await Promise.resolve()
  clock.advance(15_000)
  assert.deepEqual(Object.keys(await result), ['lost', 'cause'])
})

test('a body that is too large is not read to its end', async () => {
  let chunks = 0
  const body = new ReadableStream({
    pull(controller) {
      chunks += 1
      controller.enqueue(new Uint8Array(1024 * 1024))
    },
  })
  const { result } = start(async () => new Response(body))
  const lost = await result
  assert.ok('lost' in lost)
  assert.equal(lost.lost, 'unexpectedAnswer')
  assert.ok(chunks < 10)
})

test('the signal ends it, and is asked before anything is sent', async () => {
  const controller = new AbortController()
  const { result } = start(never, controller.signal)
  controller.abort('bored')
  assert.deepEqual(await result, { lost: 'aborted', cause: 'bored' })
  const unsent = start(() => assert.fail('it is sent'), controller.signal)
  assert.deepEqual(await unsent.result, { lost: 'aborted', cause: 'bored' })
})

test('what the network says is kept as the cause', async () => {
  const cause = new TypeError('fetch failed')
  const { result } = start(() => Promise.reject(cause))
  assert.deepEqual(await result, { lost: 'networkError', cause })
})

test('a redirect is not followed: what was sent holds secrets', async () => {
  let redirect: string | undefined
  await start(async (request) => {
    redirect = request.redirect
    return new Response()
  }).result
  assert.equal(redirect, 'manual')
})
