/**
 * What the landing page is told, and what it can do, for whoever has the payment's link.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/landing-page/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { LandingAsked, LandingCustomer, LandingPayment } from '@kvitt/contract'
import { accepted } from '../support/answer.ts'
import { DENMARK, NORWAY } from '../support/demo-keys.ts'
import { EventStream } from '../support/event-stream.ts'
import { dynamic } from '../support/express.ts'
import { assertProblem, openLanding } from '../support/landing.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'

const ADA = '4712345678'
const GRACE = '4796844569'

async function stateOf(
  merchant: { get(reference: string): Promise<Parameters<typeof accepted>[1]> },
  reference: string,
): Promise<string> {
  return accepted('getPayment', await merchant.get(reference)).state
}

describe('the page shows', () => {
  test('who is paid, how much, for what, until when and by which clock', async () => {
    await using environment = await openEnvironment()
    const landing = await openLanding(environment, await environment.merchant())
    const { clock, expiresAt = '', ...payment } = await landing.show()
    assert.deepEqual(payment, {
      merchant: 'Demo Shop Norway',
      msn: NORWAY,
      market: 'NO',
      reference: landing.reference,
      amount: { currency: 'NOK', value: 49_900 },
      description: 'One pair of socks',
      method: 'WALLET',
      isQr: false,
      state: 'CREATED',
      isNumberLocked: false,
      returnUrl: 'https://shop.example/orders/1?from=payment',
    })
    assert.equal(Date.parse(expiresAt) - Date.parse(clock.now), 600_000)
  })

  test('the number that the merchant has named', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const landing = await openLanding(environment, merchant, { customer: { phoneNumber: GRACE } })
    assert.equal((await landing.show()).phoneNumber, GRACE)
  })

  test('no more than two digits of the number that somebody else has entered', async () => {
    await using environment = await openEnvironment()
    const landing = await openLanding(environment, await environment.merchant())
    await landing.act('ask', { phoneNumber: GRACE })
    const shown = await landing.show()
    assert.equal(shown.asked, '69')
    assert.doesNotMatch(JSON.stringify(shown), new RegExp(GRACE))
  })

  test('neither keys nor tokens', async () => {
    await using environment = await openEnvironment()
    const landing = await openLanding(environment, await environment.merchant(), {
      metadata: { internal: 'note' },
    })
    const text = JSON.stringify(await landing.show())
    assert.doesNotMatch(text, /demo-client-secret|0123456789abcdef|internal/)
    assert.ok(!text.includes(landing.token))
  })

  test('on a card form, the test cards with numbers whose check digit is right', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const landing = await openLanding(environment, merchant, { paymentMethod: { type: 'CARD' } })
    const { cards = [] } = await landing.show()
    assert.ok(cards.some(({ name, number }) => name === 'visa' && number === '4925000000000004'))
    assert.ok(cards.every(({ network }) => network !== 'BANKAXEPT'))
    for (const { number } of cards) assert.ok(isLuhn(number), number)
  })
})

function isLuhn(number: string): boolean {
  const digits = number.split('').toReversed().map(Number)
  const sum = digits.reduce((total, digit, place) => {
    const weighed = place % 2 === 1 ? digit * 2 : digit
    return total + Math.floor(weighed / 10) + (weighed % 10)
  }, 0)
  return /^\d{16}$/.test(number) && sum % 10 === 0
}

describe('an entered phone number', () => {
  for (const typed of [ADA, '+47 12 34 56 78', '123 45 678']) {
    test(`${typed} asks whoever has it`, async () => {
      await using environment = await openEnvironment()
      const landing = await openLanding(environment, await environment.merchant())
      const { status, body } = await landing.act('ask', { phoneNumber: typed })
      assert.equal(status, 200)
      const { payment, phoneNumber } = body as LandingAsked
      assert.deepEqual([phoneNumber, payment.asked, payment.state], [ADA, '78', 'CREATED'])
    })
  }

  test('may be another one than the merchant has named: somebody else pays', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const landing = await openLanding(environment, merchant, { customer: { phoneNumber: ADA } })
    assert.equal((await landing.act('ask', { phoneNumber: GRACE })).status, 200)
  })

  test('cannot, where the sales unit has it locked', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    await environment.control('PATCH', `/sales-units/${NORWAY}`, { phoneNumberLocked: true })
    const landing = await openLanding(environment, merchant, { customer: { phoneNumber: ADA } })
    assert.equal((await landing.show()).isNumberLocked, true)
    assertProblem(await landing.act('ask', { phoneNumber: GRACE }), 422, 'customerRefused')
    assert.equal((await landing.act('ask', { phoneNumber: ADA })).status, 200)
    const open = await openLanding(environment, merchant)
    assert.equal((await open.show()).isNumberLocked, false)
  })

  describe('is refused alike, whatever is wrong with it:', () => {
    for (const [what, phoneNumber, changes] of [
      ['nobody has it', '4799999999', {}],
      ['it is no number', 'Ada', {}],
      ['its owner is too young', ADA, { minimumUserAge: 100 }],
    ] as const) {
      test(what, async () => {
        await using environment = await openEnvironment()
        const landing = await openLanding(environment, await environment.merchant(), changes)
        const answer = await landing.act('ask', { phoneNumber })
        assert.equal(assertProblem(answer, 422, 'customerRefused')?.asked, undefined)
      })
    }
  })
})

describe('the customer', () => {
  test('cancels, which aborts the payment', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const landing = await openLanding(environment, merchant)
    const { status, body } = await landing.act('reject')
    assert.deepEqual([status, (body as LandingPayment).state], [200, 'ABORTED'])
    assert.equal(await stateOf(merchant, landing.reference), 'ABORTED')
  })

  test('cannot do anything with a payment that has ended', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const landing = await openLanding(environment, merchant)
    await environment.advance('10m')
    for (const action of ['approve', 'reject', 'ask'] as const) {
      const answer = await landing.act(action, { phoneNumber: ADA })
      assert.equal(assertProblem(answer, 409, 'noLongerWaits')?.state, 'EXPIRED')
    }
  })

  test('pays by card with 3-D Secure', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const landing = await openLanding(environment, merchant, { paymentMethod: { type: 'CARD' } })
    const first = (await landing.act('approve', { card: 'mastercard' })).body as LandingPayment
    assert.equal(first.step, 'authentication')
    assertProblem(await landing.act('fail-authentication'), 409, 'authenticationFailed')
    await landing.act('approve', { card: 'mastercard' })
    await landing.act('approve', { card: 'mastercard' })
    const payment = accepted('getPayment', await merchant.get(landing.reference))
    assert.deepEqual([payment.state, payment.paymentMethod.cardBin], ['AUTHORIZED', '540185'])
  })
})

describe('without a phone, a test customer', () => {
  test('approves', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const landing = await openLanding(environment, merchant)
    const answer = await landing.act('approve', { phoneNumber: GRACE, card: 'visa' })
    assert.equal((answer.body as LandingPayment).state, 'AUTHORIZED')
    assert.equal(await stateOf(merchant, landing.reference), 'AUTHORIZED')
  })

  for (const [card, code] of [
    ['expired', 'expiredCard'],
    ['empty', 'insufficientFunds'],
  ] as const) {
    test(`is told why the card ${card} is declined, and takes another`, async () => {
      await using environment = await openEnvironment()
      const landing = await openLanding(environment, await environment.merchant())
      const answer = await landing.act('approve', { phoneNumber: ADA, card })
      assert.equal(assertProblem(answer, 409, code)?.state, 'CREATED')
      const second = await landing.act('approve', { phoneNumber: ADA, card: 'mastercard' })
      assert.equal((second.body as LandingPayment).state, 'AUTHORIZED')
    })
  }

  test('is told that an amount is declined', async () => {
    await using environment = await openEnvironment()
    const landing = await openLanding(environment, await environment.merchant(), { value: 184 })
    const answer = await landing.act('approve', { phoneNumber: ADA })
    assertProblem(answer, 409, 'withdrawalLimitExceeded')
  })

  test('cannot take a card that there is not', async () => {
    await using environment = await openEnvironment()
    const landing = await openLanding(environment, await environment.merchant())
    const answer = await landing.act('approve', { phoneNumber: ADA, card: 'amex' })
    assertProblem(answer, 422, 'cardRefused')
  })

  test('is told that an Express delivery cannot be had', async () => {
    await using environment = await openEnvironment()
    environment.webhooks.answer = () => 500
    const express = dynamic(environment)
    const landing = await openLanding(environment, await environment.merchant(), express)
    assertProblem(await landing.act('approve', { phoneNumber: ADA }), 422, 'deliveryFailed')
  })

  test('is one of the market', async () => {
    await using environment = await openEnvironment()
    const landing = await openLanding(environment, await environment.merchant(DENMARK))
    const path = `/pay/api/test-customers?token=${landing.token}`
    const customers = (await environment.send('GET', path)).body as readonly LandingCustomer[]
    assert.ok(customers.length > 0)
    assert.ok(customers.every(({ phoneNumber }) => phoneNumber.startsWith('45')))
  })

  test('is named to nobody where strangers may come', { skip: INSIDE_ONLY }, async () => {
    await using environment = await openInside({ adminToken: 'secret' })
    const landing = await openLanding(environment, await environment.merchant())
    const path = `/pay/api/test-customers?token=${landing.token}`
    assert.deepEqual((await environment.send('GET', path)).body, [])
    const plain = await environment.send('GET', `/pay?token=${landing.token}`)
    assert.doesNotMatch(plain.text, new RegExp(ADA))
  })
})

describe('without a payment’s own token', () => {
  for (const path of ['payment', 'events', 'test-customers', 'ask', 'approve', 'reject']) {
    test(`${path} is answered 404`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const [first, second] = [
        await openLanding(environment, merchant),
        await openLanding(environment, merchant),
      ]
      const mixed = [...first.token.split('.').slice(0, 2), second.token.split('.')[2]].join('.')
      const method = ['payment', 'events', 'test-customers'].includes(path) ? 'GET' : 'POST'
      const headers = { 'Content-Type': 'application/json' }
      for (const token of ['', '?token=', '?token=nonsense', `?token=${mixed}`]) {
        const options = method === 'POST' ? { headers, body: {} } : {}
        const answer = await environment.send(method, `/pay/api/${path}${token}`, options)
        assertProblem(answer, 404, 'unknownLink')
      }
      assert.equal(await stateOf(merchant, first.reference), 'CREATED')
    })
  }
})

describe('nothing is done for', () => {
  for (const [what, headers] of [
    ['a page of another origin', { Origin: 'https://evil.example' }],
    ['a page of another origin that hides it', { Origin: 'null' }],
    ['a page of another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a page of another port', { 'Sec-Fetch-Site': 'same-site' }],
    ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }],
    ['a text', { 'Content-Type': 'text/plain' }],
    ['a webhook', { 'Webhook-Id': '1' }],
    ['a callback', { 'Kvitt-Callback': '1' }],
  ] as const) {
    test(what, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const landing = await openLanding(environment, merchant)
      for (const action of ['ask', 'approve', 'reject', 'fail-authentication'] as const) {
        const answer = await landing.act(action, { phoneNumber: ADA }, headers)
        assertProblem(answer, 403, 'foreignOrigin')
      }
      assert.equal(await stateOf(merchant, landing.reference), 'CREATED')
    })
  }
})

test('a body that is none is refused', async () => {
  await using environment = await openEnvironment()
  const { token } = await openLanding(environment, await environment.merchant())
  const headers = { 'Content-Type': 'application/json' }
  for (const text of ['{', '[]', '{"phoneNumber": 4}', `{"phoneNumber": "${'4'.repeat(50)}"}`]) {
    for (const action of ['ask', 'approve']) {
      const path = `/pay/api/${action}?token=${token}`
      assertProblem(await environment.send('POST', path, { headers, text }), 400, 'badRequest')
    }
  }
})

describe('whoever follows a payment', { skip: INSIDE_ONLY }, () => {
  test('hears how it is, and each change of it and of the clock', async () => {
    await using environment = await openInside()
    const merchant = await environment.merchant()
    const landing = await openLanding(environment, merchant)
    await using stream = await follow(environment, landing.token)
    assert.equal((await nextPayment(stream)).state, 'CREATED')
    await landing.act('ask', { phoneNumber: ADA })
    assert.equal((await nextPayment(stream)).asked, '78')
    await environment.control('POST', '/clock/freeze')
    assert.equal((await nextPayment(stream)).clock.frozen, true)
    await environment.reject(landing.reference)
    assert.equal((await nextPayment(stream)).state, 'ABORTED')
  })

  test('hears of no other payment', async () => {
    await using environment = await openInside()
    const merchant = await environment.merchant()
    const landing = await openLanding(environment, merchant)
    const other = await openLanding(environment, merchant)
    await using stream = await follow(environment, landing.token)
    await nextPayment(stream)
    await environment.reject(other.reference)
    await environment.reject(landing.reference)
    const { reference, state } = await nextPayment(stream)
    assert.deepEqual([reference, state], [landing.reference, 'ABORTED'])
  })

  test('hears that it is gone when everything is', async () => {
    await using environment = await openInside()
    const landing = await openLanding(environment, await environment.merchant())
    await using stream = await follow(environment, landing.token)
    await nextPayment(stream)
    await environment.control('POST', '/reset')
    let event = await stream.next()
    while (event?.event === 'payment') event = await stream.next()
    assert.equal(event?.event, 'gone')
    assert.equal(await stream.next(), undefined)
  })

  test('is one of a bounded number, and leaves room', async () => {
    await using environment = await openInside()
    const landing = await openLanding(environment, await environment.merchant())
    const path = `/pay/api/events?token=${landing.token}`
    const streams = await Promise.all(
      Array.from({ length: 20 }, () => follow(environment, landing.token)),
    )
    assertProblem(await environment.send('GET', path), 503, 'tooManyFollow')
    await streams[0]?.[Symbol.asyncDispose]()
    await using again = await follow(environment, landing.token)
    assert.equal((await nextPayment(again)).state, 'CREATED')
    for (const stream of streams.slice(1)) await stream[Symbol.asyncDispose]()
  })
})

async function follow(
  environment: Awaited<ReturnType<typeof openInside>>,
  token: string,
): Promise<EventStream> {
  const response = await environment.open(`/pay/api/events?token=${token}`)
  assert.equal(response.headers.get('content-type'), 'text/event-stream')
  assert.ok(response.body)
  return new EventStream(response.body)
}

async function nextPayment(stream: EventStream): Promise<LandingPayment> {
  const event = await stream.next()
  assert.equal(event?.event, 'payment')
  return event.data as unknown as LandingPayment
}
