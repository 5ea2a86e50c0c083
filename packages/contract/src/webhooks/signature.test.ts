/** @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/request-authentication/ */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import {
  isSameSignature,
  signatureOf,
  signWebhook,
  stringToSign,
  type WebhookSignature,
} from './signature.ts'

/** Vectors that other implementations agree on: beside the repository, or where the variable says. */
const PROTOCOL =
  process.env['KVITT_PROTOCOL_DIR'] === undefined
    ? new URL('../../../../../shared/protocol/', import.meta.url)
    : pathToFileURL(`${process.env['KVITT_PROTOCOL_DIR']}/`)
const VECTORS = new URL('vectors/webhook-hmac.json', PROTOCOL)

interface Vector {
  readonly name: string
  readonly secret: string
  readonly url: string
  readonly xMsDate: string
  readonly body: string
  readonly xMsContentSha256: string
  readonly authorization: string
  readonly signatureIfSecretWereBase64Decoded_mustNotMatch?: string
}

describe('a webhook is signed as in the vector', () => {
  if (!existsSync(VECTORS)) {
    test('of the protocol documents', { skip: 'needs them: set KVITT_PROTOCOL_DIR' })
    return
  }
  const { vectors } = JSON.parse(readFileSync(VECTORS, 'utf8')) as { vectors: readonly Vector[] }
  test('of every kind that is known', () => assert.equal(vectors.length, 6))
  for (const vector of vectors) {
    test(vector.name, async () => {
      const { secret, url, xMsDate, body } = vector
      const signature = await signWebhook(secret, new URL(url), xMsDate, body)
      assert.deepEqual(signature, {
        'X-Ms-Date': xMsDate,
        'X-Ms-Content-Sha256': vector.xMsContentSha256,
        Authorization: vector.authorization,
      })
      const wrong = vector.signatureIfSecretWereBase64Decoded_mustNotMatch
      if (wrong !== undefined) assert.ok(!signature.Authorization.endsWith(wrong))
    })
  }
})

/** Its hash and signature were made with OpenSSL. */
const EXAMPLE = {
  secret: 'bm90LWRlY29kZWQ=',
  url: 'http://localhost:3000/hooks/vipps?shop=1',
  date: 'Sun, 06 Nov 1994 08:49:37 GMT',
  body: '{"message":"Smørbrød ☕"}',
}

function sign(change: Partial<typeof EXAMPLE> = {}): Promise<WebhookSignature> {
  const { secret, url, date, body } = { ...EXAMPLE, ...change }
  return signWebhook(secret, new URL(url), date, body)
}

describe('a webhook', () => {
  test('is signed over the UTF-8 bytes of its body, its path with query, its date and its host', async () => {
    assert.deepEqual(await sign(), {
      'X-Ms-Date': EXAMPLE.date,
      'X-Ms-Content-Sha256': 'xT3jzlcTgB1SkYseBHRX9xGWDQJ7DxSQ/xamFL5TDQM=',
      Authorization:
        'HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=xt3j+lm+H3zy+OLCYAOc1hBtOdW3oPVBvJBw6qwlJzA=',
    })
  })

  test('has a signature of its own for each secret, URL, date and body', async () => {
    const { secret, url, date, body } = EXAMPLE
    const signatures = await Promise.all([
      sign(),
      sign({ secret: Buffer.from(secret, 'base64').toString('latin1') }),
      sign({ url: url.replace('localhost', '127.0.0.1') }),
      sign({ url: url.replace(':3000', ':3001') }),
      sign({ url: url.replace('?shop=1', '?shop=2') }),
      sign({ url: url.replace('?shop=1', '') }),
      sign({ date: date.replace('37', '38') }),
      sign({ body: `${body} ` }),
    ])
    assert.equal(new Set(signatures.map((each) => each.Authorization)).size, signatures.length)
  })

  test('is signed without the port that its scheme has anyway, as clients send the host', async () => {
    const [named, unnamed] = await Promise.all([
      sign({ url: 'https://shop.example:443/hooks' }),
      sign({ url: 'https://shop.example/hooks' }),
    ])
    assert.deepEqual(named, unnamed)
  })

  test('is signed without the fragment and the credentials of its URL, which are never sent', async () => {
    const [full, sent] = await Promise.all([
      sign({ url: 'https://user:password@shop.example/hooks?a=b#part' }),
      sign({ url: 'https://shop.example/hooks?a=b' }),
    ])
    assert.deepEqual(full, sent)
  })

  test('is signed with the question mark of an empty query, which is sent', async () => {
    const [empty, none, inFragment] = await Promise.all([
      sign({ url: 'https://user@shop.example/hooks?#part' }),
      sign({ url: 'https://shop.example/hooks' }),
      sign({ url: 'https://shop.example/hooks#part?' }),
    ])
    assert.notEqual(empty.Authorization, none.Authorization)
    assert.deepEqual(inFragment, none)
    const { date } = EXAMPLE
    const hash = none['X-Ms-Content-Sha256']
    const text = stringToSign({ method: 'POST', path: '/hooks?', host: 'shop.example', date, hash })
    const signature = await signatureOf(new TextEncoder().encode(EXAMPLE.secret), text)
    assert.ok(empty.Authorization.endsWith(signature))
  })

  test('without a body is signed all the same', async () => {
    const { 'X-Ms-Content-Sha256': hash } = await sign({ body: '' })
    assert.equal(hash, '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=')
  })
})

test('signatures are the same only if every character is', () => {
  assert.ok(isSameSignature('', ''))
  assert.ok(isSameSignature('agAiSyogQbDH', 'agAiSyogQbDH'))
  for (const other of ['', 'agAiSyogQbD', 'agAiSyogQbDHx', 'bgAiSyogQbDH', 'agAiSyogQbDI']) {
    assert.ok(!isSameSignature('agAiSyogQbDH', other), other)
    assert.ok(!isSameSignature(other, 'agAiSyogQbDH'), other)
  }
})
