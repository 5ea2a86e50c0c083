/**
 * A customer scans a merchant's code and waits in the app; the merchant is told with a token.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/qr-api/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { CheckedInWebhook } from '@kvitt/contract'
import { accepted, assertCode, refused } from '../support/answer.ts'
import { DENMARK, NORWAY } from '../support/demo-keys.ts'
import type { Environment } from '../support/environment.ts'
import type { Merchant } from '../support/merchant.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { newReference } from '../support/payment-request.ts'
import { isSignedFor, register } from '../support/webhooks.ts'

const KARI = '4796844569'
const CHECKED_IN = ['user.checked-in.v1']
const PUSH = { userFlow: 'PUSH_MESSAGE', customerInteraction: 'CUSTOMER_PRESENT' }

interface Till {
  readonly environment: Environment
  readonly merchant: Merchant
  /** A customer scans its code; resolves with the token. */
  readonly scan: (merchantQrId?: string) => Promise<string>
}

async function openTill(environment: Environment): Promise<Till> {
  const merchant = await environment.merchant()
  await register(environment, merchant, CHECKED_IN)
  return {
    environment,
    merchant,
    scan: async (merchantQrId = 'till-1') => {
      const path = `/customers/${KARI}/check-in`
      const answer = await environment.control('POST', path, { msn: NORWAY, merchantQrId })
      assert.equal(answer.status, 200, answer.text)
      return String(Object(answer.body).customerToken)
    },
  }
}

test('the merchant gets a signed webhook with the token', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const registered = await register(environment, merchant, CHECKED_IN)
  const { body } = await environment.control('POST', `/customers/${KARI}/check-in`, {
    msn: NORWAY,
    merchantQrId: 'till-1',
  })
  await environment.settle()
  const [delivery, ...more] = environment.webhooks.deliveries
  assert.ok(delivery && isSignedFor(registered, delivery))
  assert.equal(more.length, 0)
  const webhook = CheckedInWebhook.strict().parse(JSON.parse(delivery.body))
  assert.equal(webhook.customerToken, Object(body).customerToken)
  assert.deepEqual([webhook.msn, webhook.merchantQrId], [NORWAY, 'till-1'])
  assert.equal(Date.parse(webhook.initiatedAt), await environment.now())
})

test('two customers at one till are told of one after the other', async () => {
  await using environment = await openEnvironment()
  const { scan } = await openTill(environment)
  const tokens = [await scan(), await scan()]
  await environment.settle()
  assert.deepEqual(
    environment.webhooks.deliveries.map(({ body }) => Object(JSON.parse(body)).customerToken),
    tokens,
  )
})

test('the token stands for the customer, who approves the payment', async () => {
  await using environment = await openEnvironment()
  const { merchant, scan } = await openTill(environment)
  const reference = await merchant.created({ ...PUSH, customer: { customerToken: await scan() } })
  const { body } = await environment.control('GET', `/payments/${NORWAY}/${reference}`)
  assert.ok(JSON.stringify(body).includes(KARI))
  assert.equal((await environment.approve(reference)).status, 200)
})

describe('a token is good for one payment:', () => {
  test('4050 for a second one', async () => {
    await using environment = await openEnvironment()
    const { merchant, scan } = await openTill(environment)
    const customer = { customerToken: await scan() }
    await merchant.created({ ...PUSH, customer })
    const { title } = assertCode(await merchant.create({ ...PUSH, customer }), 400, 4050)
    assert.equal(title, 'Invalid CustomerToken')
  })

  test('of two at once, one is created', async () => {
    await using environment = await openEnvironment()
    const { merchant, scan } = await openTill(environment)
    const customer = { customerToken: await scan() }
    const answers = await Promise.all([1, 2, 3].map(() => merchant.create({ ...PUSH, customer })))
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((left, right) => left - right),
      [201, 400, 400],
    )
  })

  test('the same request is answered the same, however late', async () => {
    await using environment = await openEnvironment()
    const { merchant, scan } = await openTill(environment)
    const request = {
      ...PUSH,
      reference: newReference(),
      customer: { customerToken: await scan() },
    }
    const first = await merchant.create(request, { key: 'key-1' })
    await environment.advance('1h')
    const second = await merchant.create(request, { key: 'key-1' })
    assert.deepEqual([second.status, second.text], [first.status, first.text])
  })

  test('a payment that does not come about does not use it up', async () => {
    await using environment = await openEnvironment()
    const { merchant, scan } = await openTill(environment)
    const customer = { customerToken: await scan() }
    assertCode(await merchant.create({ ...PUSH, customer, value: 1 }), 400, 6010)
    accepted('createPayment', await merchant.create({ ...PUSH, customer }))
  })

  test('a refusal does not give it back while its payment is there', async () => {
    await using environment = await openEnvironment()
    const { merchant, scan } = await openTill(environment)
    const customer = { customerToken: await scan() }
    const reference = await merchant.created({ ...PUSH, customer })
    assertCode(await merchant.create({ ...PUSH, customer, reference }), 409, 4150)
    assertCode(await merchant.create({ ...PUSH, customer }), 400, 4050)
  })

  test('nor does the reference of another payment use it up', async () => {
    await using environment = await openEnvironment()
    const { merchant, scan } = await openTill(environment)
    const reference = await merchant.created()
    const customer = { customerToken: await scan() }
    assertCode(await merchant.create({ ...PUSH, customer, reference }), 409, 4150)
    accepted('createPayment', await merchant.create({ ...PUSH, customer }))
  })
})

describe('a token is good for 15 minutes:', () => {
  for (const [after, status] of [
    ['14m59s', 201],
    ['15m', 400],
  ] as const) {
    test(`${after} → ${status}`, async () => {
      await using environment = await openEnvironment()
      const { merchant, scan } = await openTill(environment)
      const customer = { customerToken: await scan() }
      await environment.advance(after)
      const answer = await merchant.create({ ...PUSH, customer })
      assert.equal(answer.status, status)
      if (status === 400) assertCode(answer, 400, 4050)
    })
  }
})

describe('4050: a token that is', () => {
  test('made up', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const customer = { customerToken: 'wbA8ceVRKkoYiQAVELHeFCC3Sn5dtNCvvEtVPiOT77j6' }
    assertCode(await merchant.create({ ...PUSH, customer }), 400, 4050)
  })

  test('of another sales unit', async () => {
    await using environment = await openEnvironment()
    const { scan } = await openTill(environment)
    const other = await environment.merchant(DENMARK)
    const customer = { customerToken: await scan() }
    assertCode(await other.create({ ...PUSH, customer }), 400, 4050)
  })
})

describe('nobody checks in', () => {
  test('where no webhook is registered', async () => {
    await using environment = await openEnvironment()
    const body = { msn: NORWAY, merchantQrId: 'till-1' }
    const answer = await environment.control('POST', `/customers/${KARI}/check-in`, body)
    assert.match(refused(answer, 409).detail ?? '', /cannot connect.*user\.checked-in\.v1/)
  })

  test('at a sales unit that is not there, or as somebody who is not', async () => {
    await using environment = await openEnvironment()
    const body = { msn: '999999', merchantQrId: 'till-1' }
    refused(await environment.control('POST', `/customers/${KARI}/check-in`, body), 404)
    const nobody = await environment.control('POST', '/customers/4799999999/check-in', {
      ...body,
      msn: NORWAY,
    })
    refused(nobody, 404)
  })

  test('without saying where', async () => {
    await using environment = await openEnvironment()
    for (const body of [{}, { msn: NORWAY }, { msn: NORWAY, merchantQrId: '' }]) {
      const answer = await environment.control('POST', `/customers/${KARI}/check-in`, body)
      assert.match(refused(answer, 400).detail ?? '', /^Send /)
    }
  })
})
