/**
 * Signatures that were published, recorded or made elsewhere are right, and the common mistake
 * with the secret is told by its name.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/request-authentication/
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verifyWebhook, type WebhookVerdict } from '@kvitt/contract'
import { DOCUMENTS_MISSING, officialText } from './protocol-folder.ts'

interface Vector {
  readonly name: string
  readonly secret: string
  readonly url: string
  readonly method: string
  readonly pathAndQuery: string
  readonly host: string
  readonly xMsDate: string
  readonly body: string
  readonly xMsContentSha256: string
  readonly authorization: string
  readonly signature: string
  readonly signatureIfSecretWereBase64Decoded_mustNotMatch?: string
}

function verdictOn(vector: Vector, signature: string): Promise<WebhookVerdict> {
  const { secret, url, method, pathAndQuery, host, xMsDate, body, xMsContentSha256 } = vector
  const received = {
    method,
    url: pathAndQuery,
    headers: Object.entries({
      Host: host,
      'X-Ms-Date': xMsDate,
      'X-Ms-Content-Sha256': xMsContentSha256,
      Authorization: vector.authorization.replace(vector.signature, signature),
    }),
    body: new TextEncoder().encode(body),
    receivedAt: Date.parse(xMsDate),
  }
  return verifyWebhook(received, { secret, registeredUrl: url })
}

test('every vector', { skip: DOCUMENTS_MISSING }, async (t) => {
  const { vectors } = JSON.parse(await officialText('vectors/webhook-hmac.json')) as {
    readonly vectors: readonly Vector[]
  }
  assert.ok(vectors.length > 0)
  for (const vector of vectors) {
    await t.test(vector.name, async () => {
      assert.equal((await verdictOn(vector, vector.signature)).valid, true)
      const decoded = vector.signatureIfSecretWereBase64Decoded_mustNotMatch
      if (decoded === undefined) return
      const verdict = await verdictOn(vector, decoded)
      assert.equal(!verdict.valid && verdict.fault, 'secretDecoded')
    })
  }
})
