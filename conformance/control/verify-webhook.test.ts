/**
 * Who does not get a signature right is told what is wrong with it.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/request-authentication/
 */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { refused } from '../support/answer.ts'
import type { Environment } from '../support/environment.ts'
import { journaledAttempts } from '../support/journal.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { expectedAuthorization, register } from '../support/webhooks.ts'

const hmac = (key: string | Uint8Array, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64')

interface Received {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The first delivery, as its receiver sees it, at the time of the system's clock. */
async function delivered(environment: Environment): Promise<Received> {
  await environment.settle()
  const [delivery] = environment.webhooks.deliveries
  assert.ok(delivery)
  const { host, pathname, search } = new URL(delivery.url)
  const headers = { ...Object.fromEntries(delivery.headers), host }
  return { url: pathname + search, headers, body: delivery.body }
}

async function faultOf(environment: Environment, received: object): Promise<unknown> {
  const answer = await environment.control('POST', '/webhooks/verify', received)
  assert.equal(answer.status, 200, answer.text)
  const { valid, fault } = Object(answer.body)
  return valid === true ? undefined : fault
}

test('a delivery is right, by the registration that it names, another way or its secret', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const { id, secret } = await register(environment, merchant)
  await merchant.created()
  const received = await delivered(environment)
  const { 'webhook-id': _id, ...unnamed } = received.headers
  assert.equal(await faultOf(environment, received), undefined)
  const nameless = { ...received, headers: unnamed }
  assert.equal(await faultOf(environment, { ...nameless, registrationId: id }), undefined)
  assert.equal(await faultOf(environment, { ...nameless, secret }), undefined)
  const bodyBase64 = btoa(received.body)
  assert.equal(await faultOf(environment, { ...received, body: undefined, bodyBase64 }), undefined)
})

test('what is wrong with it is named', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const { secret, url } = await register(environment, merchant)
  await merchant.created()
  const received = await delivered(environment)
  const other = await register(environment, merchant, undefined, '/other')
  const date = received.headers['x-ms-date'] ?? ''
  const signedWith = (key: string): object => ({
    ...received,
    headers: {
      ...received.headers,
      authorization: expectedAuthorization(key, url, date, received.body),
    },
  })
  assert.equal(await faultOf(environment, { ...received, body: '{}' }), 'bodyAltered')
  assert.equal(await faultOf(environment, { ...received, url: '/elsewhere' }), 'pathDiffers')
  assert.equal(await faultOf(environment, signedWith('guess')), 'wrongSecret')
  assert.equal(await faultOf(environment, signedWith(other.secret)), 'otherRegistration')
  assert.equal(await faultOf(environment, { ...received, secret: 'guess' }), 'wrongSecret')
  const mistaken = { ...received, secret: other.secret }
  assert.equal(await faultOf(environment, mistaken), 'otherRegistration')
  const late = { ...received, receivedAt: '2030-01-01T00:00:00Z' }
  assert.equal(await faultOf(environment, late), 'dateTooOld')
  const { text } = await environment.control('POST', '/webhooks/verify', signedWith(other.secret))
  assert.ok(!text.includes(secret) && !text.includes(other.secret))
})

test('an attempt that was made is held against what its receiver has worked out', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const { secret } = await register(environment, merchant)
  await merchant.created()
  await environment.settle()
  const [attempt] = await journaledAttempts(environment)
  const attemptId = attempt?.id
  const { stringToSign } = Object(
    (await environment.control('POST', '/webhooks/verify', { attemptId })).body,
  )
  assert.match(stringToSign, /^POST\n\/hooks\/vipps\n/)
  const right = { attemptId, secret, stringToSign, signature: hmac(secret, stringToSign) }
  assert.equal(await faultOf(environment, right), undefined)
  const decoded = { attemptId, signature: hmac(Buffer.from(secret, 'base64'), stringToSign) }
  assert.equal(await faultOf(environment, decoded), 'secretDecoded')
  const moved = { attemptId, stringToSign: stringToSign.replace('/hooks/vipps', '/') }
  const { body } = await environment.control('POST', '/webhooks/verify', moved)
  assert.deepEqual([Object(body).fault, Object(body).attemptId], ['pathDiffers', attemptId])
  assert.deepEqual(Object(body).signedInstead, moved.stringToSign)
})

test('a body that was altered is shown beside the one that was sent', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const { id } = await register(environment, merchant)
  await merchant.created()
  const received = await delivered(environment)
  const [attempt] = await journaledAttempts(environment)
  await merchant.created()
  await environment.settle()
  const altered = { ...received, body: received.body.replace('CREATED', 'CAPTURED') }
  const { body } = await environment.control('POST', '/webhooks/verify', altered)
  assert.deepEqual(
    [Object(body).fault, Object(body).attemptId, Object(body).registrationId],
    ['bodyAltered', attempt?.id, id],
  )
  assert.deepEqual(Object(body).bodies, { sent: received.body, received: altered.body })
})

test('what cannot be verified is refused with what to send', async () => {
  await using environment = await openEnvironment()
  const verify = (body: unknown) => environment.control('POST', '/webhooks/verify', body)
  assert.match(refused(await verify({}), 400).detail ?? '', /headers/)
  const received = { url: '/', headers: {}, body: '' }
  assert.match(refused(await verify(received), 404).detail ?? '', /secret/)
  refused(await verify({ ...received, secret: 'x', receivedAt: 'now' }), 400)
  refused(await verify({ attemptId: 999 }), 404)
  refused(await verify({ attemptId: 999, url: '/' }), 400)
})
