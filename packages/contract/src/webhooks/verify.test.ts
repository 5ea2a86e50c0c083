import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { describe, test } from 'node:test'
import { signWebhook, stringToSign, type SignedParts } from './signature.ts'
import {
  verifyWebhook,
  type ComputedSignature,
  type ReceivedWebhook,
  type WebhookFault,
} from './verify.ts'

const SECRET =
  'A0+AeKBRG2KRGvnNwJpQlb6IJFk48CKXCIcrLoHncVJKDILsQSxS6NWCccwWm6r6FhGKhiHTBsG2wo/xU6FY/A=='
const OTHER = { id: 'registration-2', secret: '090a478d-37ff-4e77-970e-d457aeb26a3a' }
const URL_TEXT = 'https://shop.example:8443/hooks/vipps?callback=webhook'
const DATE = 'Mon, 03 Nov 2025 14:22:23 GMT'
const BODY = '{"msn":"123456","reference":"acme-shop-1"}'
const PREFIX = 'HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature='

const PARTS: SignedParts = {
  method: 'POST',
  path: '/hooks/vipps?callback=webhook',
  host: 'shop.example:8443',
  date: DATE,
  hash: createHash('sha256').update(BODY).digest('base64'),
}

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const hmac = (text: string, key: string | Uint8Array = SECRET): string =>
  createHmac('sha256', key).update(text).digest('base64')

type Headers = Readonly<Record<string, string | undefined>>

/** What the provider sends, with changes; a header that is undefined is left out. */
function received(headers: Headers = {}, rest: Partial<ReceivedWebhook> = {}): ReceivedWebhook {
  const authorization = `${PREFIX}${hmac(stringToSign(PARTS))}`
  const all: Headers = {
    Host: PARTS.host,
    'X-Ms-Date': DATE,
    'X-Ms-Content-Sha256': PARTS.hash,
    Authorization: authorization,
    'X-Vipps-Authorization': headers['Authorization'] ?? authorization,
    ...headers,
  }
  return {
    method: 'POST',
    url: PARTS.path,
    headers: Object.entries(all).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    ),
    body: bytes(BODY),
    receivedAt: Date.parse(DATE) + 2_000,
    ...rest,
  }
}

const signed = (text: string, key?: string | Uint8Array): ReceivedWebhook =>
  received({ Authorization: `${PREFIX}${hmac(text, key)}` })
const signedAs = (change: Partial<SignedParts>): ReceivedWebhook =>
  signed(stringToSign({ ...PARTS, ...change }))

const EXPECTED = { secret: SECRET, registeredUrl: URL_TEXT, otherSecrets: [OTHER] }

describe('a webhook is right', () => {
  const lowerCase = received().headers.map(([name, value]) => [name.toLowerCase(), value] as const)
  for (const [name, webhook] of Object.entries({
    'as it is sent': received(),
    'with its headers in lower case': { ...received(), headers: lowerCase },
    'with a whole URL in the place of path and host': received(
      { Host: undefined },
      { url: URL_TEXT },
    ),
    'with Authorization stripped': received({ Authorization: undefined }),
    'five minutes later': received({}, { receivedAt: Date.parse(DATE) + 300_000 }),
  })) {
    test(name, async () => {
      const right = { valid: true, stringToSign: stringToSign(PARTS) }
      assert.deepEqual(await verifyWebhook(webhook, EXPECTED), right)
      assert.deepEqual(await verifyWebhook(webhook, { secret: SECRET }), right)
    })
  }
})

const hash = (text: string): string => createHash('sha256').update(text).digest('base64')
const hexSignature = Buffer.from(hmac(stringToSign(PARTS)), 'base64').toString('hex')
const printed = JSON.stringify(JSON.parse(BODY), undefined, 2)

/** In the order of precedence of the faults. */
const WRONG: readonly (readonly [WebhookFault, RegExp, ReceivedWebhook])[] = [
  ['wrongMethod', /not GET/, received({}, { method: 'GET' })],
  ['missingHeader', /X-Ms-Date/, received({ 'X-Ms-Date': undefined })],
  ['missingHeader', /X-Ms-Content-Sha256/, received({ 'X-Ms-Content-Sha256': '' })],
  ['missingHeader', /Host/, received({ Host: undefined })],
  [
    'missingHeader',
    /X-Vipps-Authorization/,
    received({ Authorization: undefined, 'X-Vipps-Authorization': undefined }),
  ],
  ['malformedAuthorization', /begin with HMAC-SHA256/, received({ Authorization: 'Bearer x' })],
  [
    'malformedAuthorization',
    /in this order/,
    received({
      Authorization: `HMAC-SHA256 SignedHeaders=host;x-ms-date;x-ms-content-sha256&Signature=${hmac('')}`,
    }),
  ],
  [
    'malformedAuthorization',
    /hexadecimal/,
    received({ Authorization: `${PREFIX}${hexSignature}` }),
  ],
  ['malformedAuthorization', /length/, received({ Authorization: `${PREFIX}abc` })],
  ['bodyAltered', /altered on its way/, received({}, { body: bytes('{}') })],
  ['bodyAltered', /has been added/, received({}, { body: bytes(`${BODY}\n`) })],
  ['bodyAltered', /has been lost/, received({ 'X-Ms-Content-Sha256': hash(`${BODY}\n`) })],
  ['bodyAltered', /printed again/, received({}, { body: bytes(printed) })],
  ['bodyAltered', /empty body/, received({ 'X-Ms-Content-Sha256': hash('') })],
  [
    'bodyAltered',
    /not hexadecimal/,
    received({ 'X-Ms-Content-Sha256': createHash('sha256').update(BODY).digest('hex') }),
  ],
  ['malformedDate', /of the form/, received({ 'X-Ms-Date': '2025-11-03T14:22:23Z' })],
  ['malformedDate', /of the form/, received({ 'X-Ms-Date': 'Mon, 99 Nov 2025 14:22:23 GMT' })],
  ['hostDiffers', /localhost:3000, and shop.example:8443/, received({ Host: 'localhost:3000' })],
  ['hostDiffers', /without its port/, signedAs({ host: 'shop.example' })],
  ['pathDiffers', /\/x, and \/hooks\/vipps/, received({}, { url: '/x' })],
  ['pathDiffers', /without its query/, signedAs({ path: '/hooks/vipps' })],
  ['pathDiffers', /with a slash/, signedAs({ path: '/hooks/vipps/?callback=webhook' })],
  ['pathDiffers', /whole URL/, signedAs({ path: URL_TEXT })],
  [
    'secretDecoded',
    /its text is the key/,
    signed(stringToSign(PARTS), Buffer.from(SECRET, 'base64')),
  ],
  ['otherRegistration', /registration-2/, signed(stringToSign(PARTS), OTHER.secret)],
  ['otherStringSigned', /CR LF/, signed(stringToSign(PARTS).replaceAll('\n', '\r\n'))],
  ['otherStringSigned', /at its end/, signed(`${stringToSign(PARTS)}\n`)],
  ['otherStringSigned', /capitals/, signedAs({ method: 'post' })],
  [
    'otherStringSigned',
    /order of its last line/,
    signed(`POST\n${PARTS.path}\n${PARTS.host};${DATE};${PARTS.hash}`),
  ],
  ['wrongSecret', /white space/, signed(stringToSign(PARTS), `${SECRET}\n`)],
  ['wrongSecret', /another secret/, signed(stringToSign(PARTS), 'guess')],
  ['dateTooOld', /301 s old/, received({}, { receivedAt: Date.parse(DATE) + 301_000 })],
  ['dateTooOld', /in the future/, received({}, { receivedAt: Date.parse(DATE) - 400_000 })],
]

describe('what is wrong is named:', () => {
  for (const [fault, detail, webhook] of WRONG) {
    test(`${fault}, ${detail.source}`, async () => {
      const verdict = await verifyWebhook(webhook, EXPECTED)
      assert.ok(!verdict.valid)
      assert.equal(verdict.fault, fault, verdict.detail)
      assert.match(verdict.detail, detail)
      assert.ok(!JSON.stringify(verdict).includes(SECRET))
      assert.ok(!JSON.stringify(verdict).includes(OTHER.secret))
    })
  }
})

test('of several things the first is named', async () => {
  const faulty: Headers = {
    'X-Ms-Date': 'yesterday',
    Authorization: 'Bearer x',
  }
  const rest = { method: 'PUT', body: bytes('other'), url: '/x', receivedAt: 0 }
  const cures: readonly (readonly [WebhookFault, Headers, Partial<ReceivedWebhook>])[] = [
    ['wrongMethod', { ...faulty, 'X-Ms-Content-Sha256': undefined }, rest],
    ['missingHeader', { ...faulty, 'X-Ms-Content-Sha256': undefined }, { ...rest, method: 'POST' }],
    ['malformedAuthorization', faulty, { ...rest, method: 'POST' }],
    ['bodyAltered', { 'X-Ms-Date': 'yesterday' }, { ...rest, method: 'POST' }],
    ['malformedDate', { 'X-Ms-Date': 'yesterday' }, { url: '/x', receivedAt: 0 }],
    ['pathDiffers', {}, { url: '/x', receivedAt: 0 }],
    ['dateTooOld', {}, { receivedAt: 0 }],
  ]
  for (const [fault, headers, change] of cures) {
    const verdict = await verifyWebhook(received(headers, change), EXPECTED)
    assert.equal(!verdict.valid && verdict.fault, fault)
  }
})

test('a signature that fits what came, but not what was registered, tells of a proxy', async () => {
  const behind = stringToSign({ ...PARTS, host: 'internal', path: '/inner' })
  const webhook = {
    ...received({ Host: 'internal', Authorization: `${PREFIX}${hmac(behind)}` }),
    url: '/inner',
  }
  const verdict = await verifyWebhook(webhook, EXPECTED)
  assert.ok(!verdict.valid && verdict.fault === 'hostDiffers')
  assert.equal(verdict.stringToSign, stringToSign(PARTS))
})

const RIGHT = stringToSign(PARTS)

/** In the order of precedence: what a receiver has worked out wrong for a webhook that is right. */
const COMPUTED: readonly (readonly [WebhookFault, RegExp, ComputedSignature])[] = [
  ['wrongSecret', /not the secret/, { secret: 'guess', stringToSign: 'x', signature: 'x' }],
  ['wrongSecret', /white space/, { secret: `${SECRET} ` }],
  ['otherRegistration', /registration-2/, { secret: OTHER.secret }],
  ['otherStringSigned', /CR LF/, { stringToSign: RIGHT.replaceAll('\n', '\r\n'), signature: 'x' }],
  ['otherStringSigned', /three lines/, { stringToSign: 'x' }],
  ['otherStringSigned', /first line is GET/, { stringToSign: RIGHT.replace('POST', 'GET') }],
  ['otherStringSigned', /date of your own/, { stringToSign: RIGHT.replace('14:22', '14:23') }],
  [
    'otherStringSigned',
    /order/,
    { stringToSign: `POST\n${PARTS.path}\n${PARTS.host};${DATE};${PARTS.hash}` },
  ],
  ['otherStringSigned', /white space/, { stringToSign: `${RIGHT.replace('\n', '\r\n')}` }],
  [
    'pathDiffers',
    /\/other in the string/,
    { stringToSign: stringToSign({ ...PARTS, path: '/other' }) },
  ],
  ['pathDiffers', /without its query/, { stringToSign: RIGHT.replace('?callback=webhook', '') }],
  [
    'hostDiffers',
    /localhost in the string/,
    { stringToSign: RIGHT.replace(PARTS.host, 'localhost') },
  ],
  ['hostDiffers', /without its port/, { stringToSign: RIGHT.replace(':8443', '') }],
  ['bodyAltered', /before anything parses/, { stringToSign: RIGHT.replace(PARTS.hash, hash('x')) }],
  ['malformedAuthorization', /hexadecimal/, { stringToSign: RIGHT, signature: hexSignature }],
  [
    'secretDecoded',
    /its text is the key/,
    { signature: hmac(RIGHT, Buffer.from(SECRET, 'base64')) },
  ],
  ['otherRegistration', /registration-2/, { signature: `${PREFIX}${hmac(RIGHT, OTHER.secret)}` }],
  ['pathDiffers', /without its query/, { signature: hmac(RIGHT.replace('?callback=webhook', '')) }],
  ['wrongSecret', /another secret/, { stringToSign: RIGHT, signature: hmac(RIGHT, 'guess') }],
]

describe('what a receiver has worked out is held against a webhook that is right:', () => {
  for (const [fault, detail, computed] of COMPUTED) {
    test(`${fault}, ${detail.source}`, async () => {
      const late = received({}, { receivedAt: 0 })
      const verdict = await verifyWebhook(late, { ...EXPECTED, computed })
      assert.ok(!verdict.valid)
      assert.equal(verdict.fault, fault, verdict.detail)
      assert.match(verdict.detail, detail)
      assert.equal(verdict.stringToSign, RIGHT)
      if (computed.stringToSign !== undefined && fault !== 'malformedAuthorization') {
        assert.equal(verdict.signedInstead, computed.stringToSign)
      }
      assert.ok(!JSON.stringify(verdict).includes(SECRET))
      assert.ok(!JSON.stringify(verdict).includes(OTHER.secret))
    })
  }

  test('all of it right', async () => {
    const signature = `${PREFIX}${hmac(RIGHT)}\n`
    const computed = { secret: SECRET, stringToSign: RIGHT, signature }
    assert.ok((await verifyWebhook(received(), { ...EXPECTED, computed })).valid)
  })

  test('after what is wrong with the webhook itself', async () => {
    const computed = { secret: 'guess' }
    const verdict = await verifyWebhook(received({}, { body: bytes('{}') }), {
      ...EXPECTED,
      computed,
    })
    assert.ok(!verdict.valid && verdict.fault === 'bodyAltered')
  })
})

test('what signWebhook signs is right', async () => {
  for (const url of ['https://shop.example', URL_TEXT, 'http://127.0.0.1:3000/%C3%A5?a=%20b']) {
    const signature = await signWebhook(SECRET, new URL(url), DATE, BODY)
    const headers = Object.entries({ ...signature, Host: new URL(url).host })
    const webhook = { ...received(), url: new URL(url).href, headers }
    const verdict = await verifyWebhook(webhook, { secret: SECRET, registeredUrl: url })
    assert.ok(verdict.valid, url)
  }
})
