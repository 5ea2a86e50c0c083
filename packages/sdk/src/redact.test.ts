import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { redactedHeaders, redactor } from './redact.ts'

describe('what is logged of a request', () => {
  test('has the harmless headers, and masks every other', () => {
    assert.deepEqual(
      redactedHeaders({
        'Idempotency-Key': 'order-1',
        'Vipps-System-Name': 'acme',
        Authorization: 'Bearer x',
        'Ocp-Apim-Subscription-Key': 'key',
        'X-New': 'unknown',
      }),
      {
        'Idempotency-Key': 'order-1',
        'Vipps-System-Name': 'acme',
        Authorization: '***',
        'Ocp-Apim-Subscription-Key': '***',
        'X-New': '***',
      },
    )
  })

  test('has its body, without who the customer is and without what opens something', () => {
    const { body } = redactor([], 1_000)
    assert.deepEqual(
      JSON.parse(
        body({
          amount: { currency: 'NOK', value: 100 },
          customer: { phoneNumber: '4712345678' },
          metadata: { buyer: 'ada@example.com' },
          returnUrl: 'https://shop.example/return/secret-token?x=1',
          paymentMethod: { type: 'WALLET' },
          receipt: { orderLines: [{ id: 'socks', productUrl: 'app:open?x' }] },
        }),
      ),
      {
        amount: { currency: 'NOK', value: 100 },
        customer: { phoneNumber: '***' },
        metadata: { buyer: '***' },
        returnUrl: 'https://shop.example/***',
        paymentMethod: { type: 'WALLET' },
        receipt: { orderLines: [{ id: 'socks', productUrl: 'app:***' }] },
      },
    )
  })
})

describe('what is logged of an answer', () => {
  test('does not repeat what was masked, wherever it stands', () => {
    const { body, text } = redactor(['client-secret'], 1_000)
    body({ phoneNumber: '4712345678' })
    const answer = { detail: 'no customer 4712345678', extraDetails: [{ name: 'phoneNumber' }] }
    assert.deepEqual(JSON.parse(text(JSON.stringify(answer))), {
      ...answer,
      detail: 'no customer ***',
    })
    assert.equal(text('<p>client-secret of 4712345678</p>'), '<p>*** of ***</p>')
  })

  test('is cut after it is masked, so that no half of a secret is left', () => {
    const { text } = redactor(['client-secret'], 10)
    assert.equal(text('123456client-secret'), '123456***')
  })
})
