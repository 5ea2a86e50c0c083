import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { verifyWebhook, type RawRequest, type WebhookSecret } from './verify-webhook.ts'
import { webhookRequest, type WebhookToSend } from './webhook-request.ts'

const SECRET =
  'A0+AeKBRG2KRGvnNwJpQlb6IJFk48CKXCIcrLoHncVJKDILsQSxS6NWCccwWm6r6FhGKhiHTBsG2wo/xU6FY/A=='
const URL_TEXT = 'https://shop.example/hooks/vipps?shop=1'
const SENT_AT = Date.parse('2026-09-01T12:00:00Z')
const EVENT = {
  msn: '123456',
  reference: 'acme-shop-10023-1',
  pspReference: '49360986-4857-4556-bddb-ba6b58f25bb1',
  name: 'AUTHORIZED',
  amount: { currency: 'NOK', value: 49_900 },
  timestamp: '2026-09-01T12:00:00.000Z',
  success: true,
}
const NOW = { receivedAt: SENT_AT + 1_000 }

const sent = (changes: Partial<WebhookToSend> = {}): Promise<Request> =>
  webhookRequest({ url: URL_TEXT, secret: SECRET, body: EVENT, sentAt: SENT_AT, ...changes })

/** The same as a framework on Node gives it. */
async function raw(request: Request, changes: Partial<RawRequest> = {}): Promise<RawRequest> {
  const { pathname, search, host } = new URL(request.url)
  return {
    method: request.method,
    url: pathname + search,
    headers: { ...Object.fromEntries(request.headers), host },
    body: await request.bytes(),
    ...changes,
  }
}

describe('genuine is', () => {
  test('a request of the Web', async () => {
    const webhook = await verifyWebhook(await sent(), [SECRET], NOW)
    assert.ok(webhook.valid)
    assert.deepEqual(webhook.event, EVENT)
  })

  test('a request of Node, its body as bytes or as text', async () => {
    const request = await raw(await sent())
    const text = new TextDecoder().decode(request.body as Uint8Array)
    for (const body of [request.body, text, Buffer.from(text)]) {
      assert.ok((await verifyWebhook({ ...request, body }, [SECRET], NOW)).valid)
    }
  })

  test('one whose headers are those of the Web', async () => {
    const { headers, ...rest } = await raw(await sent())
    const request = { ...rest, headers: new Headers(headers as Record<string, string>) }
    assert.ok((await verifyWebhook(request, [SECRET], NOW)).valid)
  })

  test('one that a proxy has handed on, held against the registered URL', async () => {
    const genuine = await raw(await sent())
    const headers = new Headers(genuine.headers as Record<string, string>)
    headers.set('host', 'internal:3000')
    const request = { ...genuine, url: '/inner', headers }
    assert.ok(!(await verifyWebhook(request, [SECRET], NOW)).valid)
    const expected = { ...NOW, registeredUrl: URL_TEXT }
    assert.ok((await verifyWebhook(request, [SECRET], expected)).valid)
  })

  test('one by the second of two secrets', async () => {
    assert.ok((await verifyWebhook(await sent(), ['old', SECRET], NOW)).valid)
  })

  test('one about something else, or with a name of the future', async () => {
    const about = { customerToken: 'x', merchantQrId: 'till-1', msn: '123456' }
    const other = await verifyWebhook(await sent({ body: about }), [SECRET], NOW)
    assert.ok(other.valid)
    assert.deepEqual([other.event, other.json], [undefined, about])
    const body = { ...EVENT, name: 'PONDERED', further: 1 }
    const future = await verifyWebhook(await sent({ body }), [SECRET], NOW)
    assert.ok(future.valid)
    assert.deepEqual(future.event, body)
  })
})

test('the registration that says that it calls is tried first, and named', async () => {
  const secrets: readonly WebhookSecret[] = [
    { id: 'old', secret: 'old-secret' },
    // Nothing forbids a test environment to give a secret twice.
    { id: 'twin', secret: SECRET },
    { id: 'new', secret: SECRET },
  ]
  const request = await sent({ registrationId: 'new' })
  const webhook = await verifyWebhook(request, secrets, NOW)
  assert.ok(webhook.valid)
  assert.equal(webhook.registrationId, 'new')
})

describe('not genuine, and said why, is', () => {
  const elsewhere = 'https://shop.example/hooks/vipps/?shop=1'
  for (const [what, fault, make] of [
    ['a forged one', 'wrongSecret', () => sent({ secret: 'guess' })],
    [
      'a changed one',
      'bodyAltered',
      async () => raw(await sent(), { body: '{"name":"CAPTURED"}' }),
    ],
    ['one without a body', 'bodyAltered', async () => raw(await sent(), { body: undefined })],
    ['an old one', 'dateTooOld', () => sent({ sentAt: SENT_AT - 301_000 })],
    ['one without a signature', 'missingHeader', async () => raw(await sent(), { headers: {} })],
    ['one that was sent elsewhere', 'pathDiffers', () => sent({ url: elsewhere })],
    ['a GET', 'wrongMethod', async () => raw(await sent(), { method: 'GET' })],
    [
      'a huge one',
      'bodyTooLarge',
      async () => raw(await sent(), { body: new Uint8Array(300 * 1024) }),
    ],
    [
      'a huge one of the Web',
      'bodyTooLarge',
      () => sent({ body: { filler: 'x'.repeat(300 * 1024) } }),
    ],
  ] as const) {
    test(what, async () => {
      const expected = { ...NOW, registeredUrl: URL_TEXT }
      const webhook = await verifyWebhook(await make(), [SECRET], expected)
      assert.ok(!webhook.valid)
      assert.equal(webhook.fault, fault, webhook.detail)
      assert.ok(!JSON.stringify(webhook).includes(SECRET))
    })
  }
})

test('a signature that nothing explains may be one of another address, which is said', async () => {
  const request = await raw(await sent(), { url: '/inner' })
  const verdict = await verifyWebhook(request, [SECRET], NOW)
  assert.ok(!verdict.valid)
  assert.match(verdict.detail, /not shop\.example\/inner: .* give registeredUrl/)
  const registered = await verifyWebhook(request, ['guess'], { ...NOW, registeredUrl: URL_TEXT })
  assert.ok(!registered.valid)
  assert.doesNotMatch(registered.detail, /registeredUrl/)
})

describe('a mistake of the caller is', () => {
  test('no secret, an empty one, and too many', async () => {
    const unset = undefined as never
    const wrong: readonly (readonly WebhookSecret[])[] = [
      [],
      [''],
      [SECRET, ''],
      Array<string>(21).fill(SECRET),
      [unset],
      [SECRET, unset],
      [{ id: 'a', secret: unset }],
      unset,
    ]
    for (const secrets of wrong) {
      await assert.rejects(verifyWebhook(new Request(URL_TEXT), secrets), { code: 'invalidInput' })
    }
  })

  test('no request, one without headers, and half of a registered URL', async () => {
    for (const request of [undefined, null, { method: 'POST', body: '' }]) {
      await assert.rejects(verifyWebhook(request as never, [SECRET]), /request: must be a Request/)
    }
    const expected = { registeredUrl: 'shop.example/hooks' }
    await assert.rejects(verifyWebhook(await sent(), [SECRET], expected), /must be the whole URL/)
  })

  test('a body that was parsed, or read before', async () => {
    const parsed = await raw(await sent(), { body: EVENT as never })
    await assert.rejects(verifyWebhook(parsed, [SECRET]), /must be the bytes that came/)
    const request = await sent()
    await request.text()
    await assert.rejects(verifyWebhook(request, [SECRET]), /has been read already/)
  })
})
