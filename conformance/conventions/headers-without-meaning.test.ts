/**
 * Official clients send many headers that mean nothing, some of them empty, on every method.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/http-headers/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'

const HEADERS: Record<string, Record<string, string>> = {
  'no system headers': {},
  'empty system headers': {
    'Vipps-System-Name': '',
    'Vipps-System-Version': '',
    'Vipps-System-Plugin-Name': '',
    'Vipps-System-Plugin-Version': '',
  },
  'system headers of more than 30 characters': { 'Vipps-System-Name': 'x'.repeat(31) },
  'X-TimeStamp and X-Source-Address, empty': { 'X-TimeStamp': '', 'X-Source-Address': '' },
  'a wish for a problem': { Accept: 'application/problem+json' },
  'a wish for something else': { Accept: 'text/html' },
  'JSON with a charset in quotes': { 'Content-Type': 'application/json; charset="utf-8"' },
  'a form': { 'Content-Type': 'application/x-www-form-urlencoded' },
}

describe('a payment is created, captured and read all the same with', () => {
  for (const [what, headers] of Object.entries(HEADERS)) {
    test(what, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const { reference } = accepted('createPayment', await merchant.create({}, { headers }))
      await environment.approve(reference)
      accepted('capturePayment', await merchant.capture(reference, 100, { headers }))
      accepted('getPayment', await merchant.get(reference, { headers }))
    })
  }
})

describe('what belongs to a body is overlooked where there is none:', () => {
  test('a content type on GET', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created()
    const headers = { 'Content-Type': 'application/json' }
    accepted('getPayment', await merchant.get(reference, { headers }))
  })

  test('a content type on cancel', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created()
    const headers = { 'Content-Type': 'application/json' }
    accepted('cancelPayment', await merchant.cancel(reference, undefined, { headers }))
  })

  test('a content type, a key and a body on DELETE', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const type = 'epayments.payment.created.v1'
    const answer = await merchant.register(`${environment.webhooks.origin}/hook`, [type])
    const { id } = accepted('registerWebhook', answer)
    const deleted = await merchant.call('DELETE', `/webhooks/v1/webhooks/${id}`, {
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      key: 'b043ab36-977b-409c-a4e5-a22b97197448',
      text: 'ignored',
    })
    assert.deepEqual([deleted.status, deleted.text], [204, ''])
  })
})
