/**
 * What is kept for people to look at shows no secret, wherever a client has put it.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/api-keys/
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted, type Answer } from '../support/answer.ts'
import { KEYS } from '../support/demo-keys.ts'
import type { Environment } from '../support/environment.ts'
import { journaledAttempts, journaledRequests } from '../support/journal.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { register, typeOf } from '../support/webhooks.ts'

/** Everything that the journal answers, one text. */
async function everythingShown(environment: Environment): Promise<string> {
  const texts: string[] = []
  const read = async (path: string): Promise<Answer> => {
    const answer = await environment.control('GET', path)
    assert.equal(answer.status, 200, `${path}: ${answer.text}`)
    texts.push(answer.text)
    return answer
  }
  await read('/requests?limit=500')
  for (const { id } of await journaledRequests(environment, '?limit=500')) {
    await read(`/requests/${id}`)
  }
  await read('/webhooks/queues')
  await read('/webhooks/attempts?limit=500')
  for (const { id } of await journaledAttempts(environment, '?limit=500')) {
    await read(`/webhooks/attempts/${id}`)
  }
  return texts.join('\n')
}

test('no secret that was sent or given is shown', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const { secret: webhookSecret } = await register(environment, merchant)
  const created = accepted('createPayment', await merchant.create({ reference: 'acme-shop-1' }))
  const pageToken = new URL(created.redirectUrl ?? '').searchParams.get('token') ?? ''
  const accessToken = merchant.headers['Authorization']?.replace('Bearer ', '') ?? ''
  const secrets = [
    KEYS.clientSecret,
    KEYS.primaryKey,
    KEYS.secondaryKey,
    accessToken,
    webhookSecret,
    pageToken,
  ]
  for (const secret of secrets) {
    const encoded = encodeURIComponent(secret)
    await environment.send('POST', `/accesstoken/get?client_secret=${encoded}`, {
      headers: { client_id: secret, client_secret: secret, 'Ocp-Apim-Subscription-Key': secret },
      text: `grant_type=client_credentials&client_secret=${encoded}&other=${encoded}`,
    })
    await environment.send('GET', `/epayment/v1/payments/${encoded}`)
    await merchant.get('acme-shop-1', {
      headers: { 'X-Api-Key': secret, Cookie: `a=${secret}`, 'X-Anything': `see ${secret}` },
    })
    await merchant.create({ metadata: { anything: secret }, paymentDescription: secret })
    await merchant.create({ receiptUrl: `https://shop.example/?x=${encoded}`, secret })
    await merchant.create({}, { text: `{"client_secret": "${secret}", ` })
    await merchant.register(`https://shop.example/?token=${encoded}`, [secret])
    await merchant.deleteWebhook(secret)
    await environment.send('GET', '/epayment/v1/payments/acme-shop-1', {
      headers: { Authorization: `Basic ${btoa(`client:${secret}`)}` },
    })
  }
  const withToken = `${environment.webhooks.origin}/hook?token=${KEYS.clientSecret}`
  await merchant.register(withToken, [typeOf('CREATED')])
  await merchant.created({ metadata: { anything: webhookSecret } })
  await environment.settle()
  const shown = await everythingShown(environment)
  assert.match(shown, /acme-shop-1/)
  for (const secret of secrets) {
    for (const spelling of [secret, encodeURIComponent(secret), btoa(`client:${secret}`)]) {
      assert.ok(spelling.length > 10)
      const at = shown.indexOf(spelling)
      assert.equal(at, -1, `${spelling} is shown: ${shown.slice(Math.max(at - 200, 0), at)}`)
    }
  }
})
