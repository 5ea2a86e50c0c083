/** N: rules that are newer than the checklists. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { RequestPage } from '@kvitt/contract'
import { errorText, KvittError, type Client } from '@kvitt/sdk'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '@kvitt/values'
import {
  API_KEY,
  EVENT_SECRET,
  RESULT_SECRET,
  type World,
} from '../../test/merchant/support/world.ts'
import { KEYS, NORWAY } from '../support/demo-keys.ts'
import { check } from './support/check.ts'
import { visitShop } from './support/shop.ts'
import { withHeader } from './support/with-header.ts'
import {
  amountsOf,
  asked,
  attentionOf,
  authorized,
  bodyOf,
  comeBack,
  orderFault,
  requestOf,
} from './support/deeds.ts'

const ADA = {
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  street: 'Storgata 1',
  postcode: '0155',
  city: 'Oslo',
}

check('N-1', 'no payment is created before the customer accepts the terms', async (open) => {
  const world = await open()
  using visit = visitShop(world)
  await visit.post('/cart/lines', { product: 'socks' })
  const { text } = await visit.get('/checkout')
  assert.match(text, /<input[^>]*name="terms"/)
  // The customer ticks the box: nobody has done it for them.
  assert.doesNotMatch(text, /\schecked/)
  for (const [path, form] of [
    ['/checkout', ADA],
    ['/express', {}],
  ] as const) {
    const { location } = await visit.post(path, form)
    assert.equal(location, '')
  }
  assert.equal((await asked(world, 'createPayment')).length, 0)
  const { location } = await visit.post('/checkout', { ...ADA, terms: 'accepted' })
  await visit.get(location)
  assert.equal((await asked(world, 'createPayment')).length, 1)
})

check('N-2', 'an order at a till says that its customer is present', async (open) => {
  const world = await open()
  const till = { customerInteraction: 'CUSTOMER_PRESENT', userFlow: 'QR', returnUrl: undefined }
  await world.place('10041', till)
  await world.place('10042')
  const [atTill, online] = await asked(world, 'createPayment')
  assert.equal((await bodyOf(world, atTill))['customerInteraction'], 'CUSTOMER_PRESENT')
  assert.notEqual((await bodyOf(world, online))['customerInteraction'], 'CUSTOMER_PRESENT')
})

check(
  'N-3',
  'customers of the other Nordic countries pay in the currency of the unit',
  async (open) => {
    const world = await open()
    for (const [number, phoneNumber] of [
      ['10041', '4512345678'],
      ['10042', '358401234567'],
    ] as const) {
      const { reference } = await world.place(number, { userFlow: 'PUSH_MESSAGE', phoneNumber })
      assert.equal(await world.customer('approve', reference, { phoneNumber }), 200)
      await world.settle()
      assert.equal((await world.order(number)).status, 'authorized')
    }
    for (const currency of ['DKK', 'EUR']) {
      const refused = await world.place('10043', { amount: { currency, value: 100 } })
      assert.equal(Reflect.get(refused, 'code'), 'noSalesUnit')
    }
    assert.equal((await asked(world, 'createPayment')).length, 2)
  },
)

check('N-4', 'what is known not to be used is released at once', async (open) => {
  const world = await open()
  const reference = await authorized(world, '10041')
  await world.change('10041', 'captures', { amount: 10_000, isLast: true })
  await world.settle()
  assert.deepEqual(await amountsOf(world, reference), [10_000, 39_900, 0])
  const { requests } = await world.control<RequestPage>('GET', '/requests?limit=500')
  const operations = requests.toReversed().map(({ operation }) => operation)
  const capture = operations.indexOf('capturePayment')
  assert.equal(operations[capture + 1], 'cancelPayment', 'nothing comes between')
})

check('N-5', 'a capture is done when the answer says how much was captured', async (open) => {
  let isShort = true
  const world = await open({
    between: (fetch) => async (request) => {
      const response = await fetch(request)
      if (!isShort || !request.url.endsWith('/capture')) return response
      isShort = false
      const body = (await response.json()) as { aggregate: Record<string, object> }
      const capturedAmount = { currency: 'NOK', value: 0 }
      return Response.json({ ...body, aggregate: { ...body.aggregate, capturedAmount } })
    },
  })
  const reference = await authorized(world, '10041')
  const before = (await asked(world, 'getPayment', reference)).length
  await world.change('10041', 'captures', { amount: 20_000 })
  await world.pass(MINUTE_MS)
  // The answer fell short: the payment was read before anybody was told.
  assert.ok((await asked(world, 'getPayment', reference)).length > before)
  assert.equal((await asked(world, 'capturePayment', reference)).length, 1)
  assert.equal((await world.order('10041')).sums.captured, 20_000)
})

check('N-6', 'an event without success is nothing that has happened', async (open) => {
  let isUnsuccessful = false
  const world = await open({
    between: (fetch) => async (request) => {
      const response = await fetch(request)
      if (!isUnsuccessful || !request.url.endsWith('/events')) return response
      const [key = ''] = (await asked(world, 'capturePayment')).map(
        ({ idempotencyKey }) => idempotencyKey,
      )
      const events = (await response.json()) as readonly object[]
      const failed = { ...events.at(-1), name: 'CAPTURED', success: false, idempotencyKey: key }
      return Response.json([...events, failed])
    },
  })
  const reference = await authorized(world, '10041')
  await orderFault(world, { effect: 'drop', when: 'before', operation: 'capturePayment', count: 1 })
  isUnsuccessful = true
  await world.change('10041', 'captures')
  await world.pass(MINUTE_MS)
  const captures = await asked(world, 'capturePayment', reference)
  assert.deepEqual(
    captures.map(({ status }) => status),
    [0, 200],
  )
  assert.equal(captures[0]?.idempotencyKey, captures[1]?.idempotencyKey)
  assert.deepEqual(await amountsOf(world, reference), [49_900, 0, 0])

  const event = { msn: NORWAY, reference, name: 'REFUNDED', success: false }
  await world.webhook({ ...event, amount: { currency: 'NOK', value: 49_900 } })
  await world.settle()
  assert.equal((await world.order('10041')).status, 'captured')
})

const SECRETS = [KEYS.clientSecret, KEYS.primaryKey, API_KEY, EVENT_SECRET, RESULT_SECRET]
/** What looks like a token or a secret in use. */
const LOOKS_SECRET = /eyJ[\w-]{20,}\.[\w-]{20,}|\bwhsec_[A-Za-z0-9+/=]{24,}/

check('N-7', 'no secret reaches a browser, a log, an event or the source', async (open) => {
  const world = await open()
  const reference = await authorized(world, '10041')
  await world.change('10041', 'captures')
  await world.settle()
  const { text, headers } = await comeBack(world, reference)
  const document = JSON.stringify((await world.call('GET', '/openapi.json')).body)
  const authorization = { Authorization: `Bearer ${API_KEY}` }
  const metrics = await (await world.send('/metrics', { headers: authorization })).text()
  const [creation] = await asked(world, 'createPayment')
  assert.ok(creation)
  const seen = [
    text,
    JSON.stringify([...headers]),
    document,
    metrics,
    JSON.stringify([world.shop.events, world.problems, world.warnings]),
    JSON.stringify(await world.order('10041')),
    JSON.stringify(await requestOf(world, creation)),
  ]
  for (const secret of SECRETS) {
    assert.deepEqual(
      seen.filter((each) => each.includes(secret)),
      [],
    )
  }
  const ROOT = new URL('../..', import.meta.url)
  const files = execFileSync('git', ['ls-files', 'packages/*/src/*', 'apps/*/src/*'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  const code = files.split('\n').filter((file) => /(?<!\.test)\.tsx?$/.test(file))
  const telling = code.filter((file) =>
    LOOKS_SECRET.test(readFileSync(new URL(file, ROOT), 'utf8')),
  )
  assert.deepEqual(telling, [])
})

check('N-8', 'keys are rotated while payments go on', async (open) => {
  const world = await open()
  const clientWith = (subscriptionKey: string): Client =>
    world.client(withHeader('Ocp-Apim-Subscription-Key', subscriptionKey))
  const pay = (client: Client, reference: string): Promise<unknown> =>
    client.epayment.create(
      {
        amount: { currency: 'NOK', value: 100 },
        paymentMethod: { type: 'WALLET' },
        reference,
        userFlow: 'PUSH_MESSAGE',
        customer: { phoneNumber: '4712345678' },
      },
      { idempotencyKey: reference },
    )
  const rotate = async (key: 'primary' | 'secondary'): Promise<string> => {
    const path = `/sales-units/${NORWAY}/keys/rotate`
    const keys = await world.control<Record<string, string>>('POST', path, { key })
    return keys[`${key}SubscriptionKey`] ?? assert.fail(JSON.stringify(Object.keys(keys)))
  }
  const primary = clientWith(KEYS.primaryKey)
  const secondary = clientWith(KEYS.secondaryKey)
  await pay(primary, 'acme-shop-1')
  await pay(secondary, 'acme-shop-2')
  const newPrimary = clientWith(await rotate('primary'))
  await pay(secondary, 'acme-shop-3')
  await pay(newPrimary, 'acme-shop-4')
  await assert.rejects(pay(primary, 'acme-shop-5'), KvittError)
  await rotate('secondary')
  await pay(newPrimary, 'acme-shop-6')
  const creations = await asked(world, 'createPayment')
  assert.deepEqual(
    creations.map(({ status }) => status),
    [201, 201, 201, 201, 401, 201],
  )
})

/** What the provider says that its tokens live, in seconds. */
const TOKEN_LIFE_S = 3_599

check('N-9', 'a token is used for its full life', async (open) => {
  const world = await open({ isRegistered: false })
  await world.place('10041', {})
  await world.pass(9 * MINUTE_MS)
  const calls = (await asked(world, 'getPayment')).length
  assert.ok(calls > 200)
  assert.equal((await asked(world, 'getAccessToken')).length, 1)

  for (let count = 0; count < 100; count += 1) {
    await world.pass(6 * MINUTE_MS)
    await world.call('POST', '/v1/orders/10041/readings')
  }
  const bought = (await asked(world, 'getAccessToken')).map(({ at }) => Date.parse(at))
  assert.ok(bought.length > 5)
  for (const [index, at] of bought.slice(1).entries()) {
    const lastedS = (at - (bought[index] ?? 0)) / SECOND_MS
    // Renewed three minutes before its end, at the next call.
    assert.ok(lastedS >= TOKEN_LIFE_S - 180 && lastedS <= TOKEN_LIFE_S + 360, `${lastedS} s`)
  }
})

const LOCKED = [
  { status: 423, code: 6160, operation: 'capturePayment' },
  { status: 400, code: 6280, operation: 'capturePayment' },
  { status: 400, code: 6250, operation: 'cancelPayment' },
] as const

check('N-10', 'what is locked is sent again shortly, with the same key', async (open) => {
  const world = await open()
  for (const [index, { status, code, operation }] of LOCKED.entries()) {
    const number = `1004${index}`
    const reference = await authorized(world, number)
    await orderFault(world, { effect: 'status', status, code, when: 'before', operation, count: 2 })
    await world.change(number, operation === 'capturePayment' ? 'captures' : 'cancellation')
    await world.pass(MINUTE_MS)
    const sent = await asked(world, operation, reference)
    assert.deepEqual(
      sent.map((each) => each.status),
      [status, status, 200],
    )
    assert.equal(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size, 1)
    const pauses = sent.slice(1).map(({ at }, before) => Date.parse(at) - timeOf(sent, before))
    for (const pauseMs of pauses) assert.ok(pauseMs >= SECOND_MS && pauseMs <= 30 * SECOND_MS)
  }

  // The bank has the money: nothing is captured, and somebody is told.
  const reference = await authorized(world, '10049')
  const released = { effect: 'status', status: 400, code: 6260, when: 'before' }
  await orderFault(world, { ...released, operation: 'capturePayment' })
  await world.change('10049', 'captures')
  await world.pass(HOUR_MS)
  assert.deepEqual(await amountsOf(world, reference), [0, 0, 0])
  const { status, attention } = await world.order('10049')
  assert.deepEqual(
    [status, attention.map(({ kind, code }) => [kind, code])],
    ['authorized', [['intentDelayed', 'fundsUnavailable']]],
  )
  assert.match(errorText('fundsUnavailable', 'employee', 'en'), /goods|customer/i)
})

function timeOf(sent: readonly { readonly at: string }[], index: number): number {
  return Date.parse(sent[index]?.at ?? '')
}

check('N-11', 'a customer without the app is not told that the number is wrong', async (open) => {
  const world: World = await open()
  const nobody = { userFlow: 'PUSH_MESSAGE', phoneNumber: '4799999999' }
  await world.place('10041', nobody)
  await world.settle()
  const { attention } = await world.order('10041')
  assert.deepEqual(
    attention.map(({ kind, code }) => [kind, code]),
    [['createRefused', 'customerNotFound']],
  )
  assert.deepEqual(await attentionOf(world, '10041'), ['createRefused'])
  for (const language of ['en', 'nb'] as const) {
    for (const audience of ['customer', 'employee'] as const) {
      const text = errorText('customerNotFound', audience, language)
      assert.doesNotMatch(
        text,
        /(?:wrong|invalid|incorrect) (?:phone )?number|feil (?:telefon)?nummer/i,
      )
      assert.doesNotMatch(text, /number is (?:wrong|invalid)|nummeret er (?:feil|ugyldig)/i)
    }
  }
})
