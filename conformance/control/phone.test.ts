/**
 * A customer's phone: who is asked for what, and what there is to see of it.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/payments/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PhonePayment, PhonePaymentList } from '@kvitt/contract'
import { accepted, refused, type Answer } from '../support/answer.ts'
import { NORWAY } from '../support/demo-keys.ts'
import type { Environment } from '../support/environment.ts'
import { followEvents } from '../support/event-stream.ts'
import { dynamic, fixed, group, option } from '../support/express.ts'
import { openEnvironment } from '../support/open-environment.ts'
import {
  categoryRequest,
  imageRequest,
  PATHS,
  receiptRequest,
} from '../support/order-management.ts'
import { register, typeOf } from '../support/webhooks.ts'

const ADA = '4712345678'
const KARI = '4796844569'
const NORA = '4740000014'

function push(phoneNumber: string, changes: object = {}): object {
  return { userFlow: 'PUSH_MESSAGE', customer: { phoneNumber }, ...changes }
}

async function listOf(environment: Environment, phoneNumber: string, query = '') {
  const answer = await environment.control('GET', `/customers/${phoneNumber}/payments${query}`)
  assert.equal(answer.status, 200, answer.text)
  return answer.body as PhonePaymentList
}

async function referencesOf(environment: Environment, phoneNumber: string) {
  const { payments } = await listOf(environment, phoneNumber)
  return payments.map(({ reference }) => reference)
}

async function shown(environment: Environment, phoneNumber: string, reference: string) {
  const path = `/customers/${phoneNumber}/payments/${NORWAY}/${reference}`
  const answer = await environment.control('GET', path)
  assert.equal(answer.status, 200, answer.text)
  return answer.body as PhonePayment
}

function scan(environment: Environment, phoneNumber: string, link: string): Promise<Answer> {
  return environment.control('POST', `/customers/${phoneNumber}/payments`, { link })
}

/** Of a refusal: what programs are told. */
function reasonOf(answer: Answer, status: number): unknown {
  refused(answer, status)
  return Object(answer.body).reason
}

describe('a payment comes to the phone', () => {
  test('of whoever is sent a push message, and of nobody else', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created(push(ADA))
    assert.deepEqual(await referencesOf(environment, ADA), [reference])
    assert.deepEqual(await referencesOf(environment, KARI), [])
  })

  test('of whoever has shown a personal QR or scanned the code of a merchant', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    await register(environment, merchant, [typeOf('CREATED'), 'user.checked-in.v1'])
    const qr = await environment.control('POST', `/customers/${ADA}/personal-qr`)
    const customer = { personalQr: Object(qr.body).content }
    const first = await merchant.created({ customer })
    const checkIn = await environment.control('POST', `/customers/${ADA}/check-in`, {
      msn: NORWAY,
      merchantQrId: 'kiosk',
    })
    await environment.advance('1s')
    const second = await merchant.created({
      customer: { customerToken: Object(checkIn.body).customerToken },
    })
    assert.deepEqual(await referencesOf(environment, ADA), [second, first])
  })

  test('only when the customer goes there, where a number is but filled in', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const { redirectUrl = '', reference } = accepted(
      'createPayment',
      await merchant.create({ customer: { phoneNumber: ADA } }),
    )
    assert.deepEqual(await referencesOf(environment, ADA), [])
    const answer = await scan(environment, KARI, redirectUrl)
    assert.deepEqual([answer.status, answer.body], [200, { msn: NORWAY, reference }])
    assert.deepEqual(await referencesOf(environment, KARI), [reference])
    assert.deepEqual(await referencesOf(environment, ADA), [])
  })

  test('of whoever approves it elsewhere', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.authorized()
    assert.deepEqual(await referencesOf(environment, ADA), [reference])
  })

  test('once, however often it is scanned', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const answer = await merchant.create()
    const { redirectUrl = '', reference } = accepted('createPayment', answer)
    for (let times = 0; times < 3; times += 1) await scan(environment, ADA, redirectUrl)
    assert.deepEqual(await referencesOf(environment, ADA), [reference])
  })
})

describe('what is scanned', () => {
  test('may be a link, an app link, the address of a code or its content', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    for (const changes of [
      {},
      { userFlow: 'NATIVE_REDIRECT' },
      { userFlow: 'QR' },
      { userFlow: 'QR', qrFormat: { format: 'TEXT/TARGETURL' } },
    ]) {
      const answer = await merchant.create(changes)
      const { redirectUrl = '', reference } = accepted('createPayment', answer)
      const { status, body } = await scan(environment, ADA, ` ${redirectUrl} `)
      assert.deepEqual([status, body], [200, { msn: NORWAY, reference }])
    }
  })

  test('is refused when it leads to nothing that can be approved', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const created = accepted('createPayment', await merchant.create())
    await environment.reject(created.reference)
    const card = accepted(
      'createPayment',
      await merchant.create({ paymentMethod: { type: 'CARD' } }),
    )
    for (const [link, status, reason] of [
      ['https://shop.example/', 404, 'unknownLink'],
      [`${created.redirectUrl}x`, 404, 'unknownLink'],
      [created.redirectUrl ?? '', 409, 'noLongerValid'],
      [card.redirectUrl ?? '', 409, 'cardForm'],
    ] as const) {
      assert.equal(reasonOf(await scan(environment, ADA, link), status), reason, link)
    }
    refused(await scan(environment, ADA, ''), 400)
    refused(await scan(environment, '4799999999', 'https://shop.example/'), 404)
  })
})

describe('the list', () => {
  test('has the newest first and goes on page after page', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const references: string[] = []
    for (let count = 0; count < 5; count += 1) {
      references.unshift(await merchant.created(push(ADA)))
      await environment.advance('1s')
    }
    const first = await listOf(environment, ADA, '?limit=3')
    const second = await listOf(environment, ADA, `?limit=3&cursor=${first.next}`)
    const paged = [...first.payments, ...second.payments].map(({ reference }) => reference)
    assert.deepEqual(paged, references)
    assert.equal(second.next, undefined)
  })

  test('says what has become of each payment', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created(push(ADA))
    const row = async () => (await listOf(environment, ADA)).payments[0]
    assert.deepEqual(await row(), {
      msn: NORWAY,
      reference,
      merchant: 'Demo Shop Norway',
      market: 'NO',
      state: 'CREATED',
      amount: { currency: 'NOK', value: 49_900 },
      description: 'One pair of socks',
      createdAt: '2026-09-01T12:00:00.000Z',
      expiresAt: '2026-09-01T12:10:00.000Z',
      captured: 0,
      cancelled: 0,
      refunded: 0,
    })
    await environment.approve(reference, { authentication: 'wait' })
    assert.equal((await row())?.step, 'authentication')
    await environment.approve(reference)
    await merchant.capture(reference, 10_000)
    await merchant.refund(reference, 4_000)
    const { state, captured, refunded, step } = (await row()) ?? {}
    assert.deepEqual([state, captured, refunded, step], ['AUTHORIZED', 10_000, 4_000, undefined])
  })

  test('is refused to nobody, and with a cursor of another list', async () => {
    await using environment = await openEnvironment()
    const answer = (path: string): Promise<Answer> => environment.control('GET', path)
    refused(await answer('/customers/4799999999/payments'), 404)
    refused(await answer(`/customers/${ADA}/payments?limit=51`), 400)
    refused(await answer(`/customers/${ADA}/payments?cursor=123456%2Forder`), 400)
  })
})

describe('one payment', () => {
  test('is shown to those who have it on the phone', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created(push(ADA))
    assert.equal((await shown(environment, ADA, reference)).reference, reference)
    const path = `/customers/${KARI}/payments/${NORWAY}/${reference}`
    assert.equal(reasonOf(await environment.control('GET', path), 404), 'notOnPhone')
  })

  test('comes with the cards of the customer, and which of them it takes', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant('234567')
    const customer = '4512345678'
    const blockedSources = ['COMMERCIAL_CARDS']
    const reference = await merchant.created(
      push(customer, { paymentMethod: { type: 'WALLET', blockedSources } }),
    )
    const path = `/customers/${customer}/payments/234567/${reference}`
    const { body } = await environment.control('GET', path)
    const { cards, market } = body as PhonePayment
    assert.equal(market, 'DK')
    const refusedCards = cards.filter(({ accepted }) => !accepted).map(({ name }) => name)
    assert.deepEqual(refusedCards, ['commercial'])
    assert.deepEqual(cards[0], {
      name: 'visa',
      network: 'VISA',
      lastFour: '0004',
      commercial: false,
      accepted: true,
    })
  })

  test('says why this customer cannot approve it', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const created = accepted('createPayment', await merchant.create({ minimumUserAge: 60 }))
    const refusalFor = async (customer: string) => {
      await scan(environment, customer, created.redirectUrl ?? '')
      return (await shown(environment, customer, created.reference)).refusal
    }
    assert.equal(await refusalFor(NORA), 'tooYoung')
    assert.equal(await refusalFor(KARI), 'belowMinimumAge')
    await environment.control('PATCH', `/customers/${ADA}`, { blocked: true })
    assert.equal(await refusalFor(ADA), 'blocked')
    const answer = await environment.approve(created.reference, { phoneNumber: NORA })
    assert.equal(reasonOf(answer, 409), 'customerCannotPay')
  })

  test('asks for what the merchant wants to know until that was given once', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const profile = { scope: 'name email' }
    const first = await merchant.created(push(ADA, { profile }))
    const asked = (await shown(environment, ADA, first)).profile
    assert.deepEqual(asked, {
      scopes: ['name', 'email'],
      given: false,
      details: { firstName: 'Ada', lastName: 'Lovelace', email: 'ada.lovelace@example.com' },
    })
    await environment.approve(first)
    const second = await merchant.created(push(ADA, { profile }))
    assert.equal((await shown(environment, ADA, second)).profile?.given, true)
    const third = await merchant.created(push(ADA, { profile: { scope: 'name birthDate' } }))
    assert.equal((await shown(environment, ADA, third)).profile?.given, false)
  })

  test('says whether the merchant is asked what delivery costs, and shows what was chosen', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const asking = await merchant.created(push(ADA, dynamic(environment)))
    assert.equal((await shown(environment, ADA, asking)).delivery?.dynamic, true)
    const express = fixed(group([option('home-1', 9_900)]))
    const reference = await merchant.created(push(ADA, express))
    const { delivery } = await shown(environment, ADA, reference)
    assert.deepEqual([delivery?.dynamic, delivery?.countries], [false, ['NO']])
    assert.equal(delivery?.addresses.length, 2)
    await environment.approve(reference)
    const { amount, authorization } = await shown(environment, ADA, reference)
    assert.equal(amount.value, 59_800)
    const { cost, optionName } = authorization?.shipping ?? {}
    assert.deepEqual([cost, optionName], [9_900, 'By home-1'])
  })

  test('tells what has happened to the money, the newest first', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.authorized(push(ADA))
    await merchant.capture(reference, 10_000)
    await merchant.refund(reference, 4_000)
    await merchant.cancel(reference)
    const { movements } = await shown(environment, ADA, reference)
    assert.deepEqual(
      movements.map(({ name, amount }) => [name, amount]),
      [
        ['cancelled', 39_900],
        ['refunded', 4_000],
        ['captured', 10_000],
        ['authorized', 49_900],
        ['created', undefined],
      ],
    )
  })

  test('does not tell who or what has paid it, when that was somebody else', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created(push(ADA))
    await environment.approve(reference, { phoneNumber: KARI })
    const { state, paidByOther, authorization, movements } = await shown(
      environment,
      ADA,
      reference,
    )
    assert.deepEqual(
      [state, paidByOther, authorization, movements],
      ['AUTHORIZED', true, undefined, []],
    )
    assert.equal((await shown(environment, KARI, reference)).authorization?.card.bin, '492500')
  })

  test('comes with its order, whose lines are shown where they add up', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created(push(ADA, { value: 1_000, receipt: receiptRequest() }))
    await merchant.call('POST', PATHS.images, { body: imageRequest() })
    await merchant.call('PUT', PATHS.category(reference), {
      body: categoryRequest({ category: 'DELIVERY', imageId: 'socks-orange-123' }),
    })
    const { order, showsLines } = await shown(environment, ADA, reference)
    assert.equal(showsLines, true)
    assert.equal(order?.receipt?.orderLines[0]?.name, 'Socks')
    const [category] = order?.categories ?? []
    assert.deepEqual(
      [category?.id, category?.type, category?.imageId],
      [order?.shownCategoryId, 'DELIVERY', 'socks-orange-123'],
    )
    const dearer = await merchant.created(push(ADA, { value: 2_000, receipt: receiptRequest() }))
    assert.equal((await shown(environment, ADA, dearer)).showsLines, false)
  })

  test('tells what a countdown runs by', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created(push(ADA))
    await environment.control('POST', '/clock/freeze')
    await environment.advance('3m')
    const { clock, expiresAt } = await shown(environment, ADA, reference)
    assert.equal(Date.parse(expiresAt ?? '') - Date.parse(clock.now), 7 * 60_000)
    assert.equal(clock.frozen, true)
  })
})

describe('approving on the phone', () => {
  test('stops at 3-D Secure where that is asked for, and goes on with the next approval', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created(push(ADA))
    const wish = { phoneNumber: ADA, card: 'limited', authentication: 'ask' }
    const asked = await environment.approve(reference, wish)
    assert.deepEqual([asked.status, Object(asked.body).state], [200, 'CREATED'])
    assert.equal((await shown(environment, ADA, reference)).step, 'authentication')
    const failed = await environment.approve(reference, { ...wish, authentication: 'fail' })
    assert.equal(reasonOf(failed, 409), 'authenticationFailed')
    await environment.approve(reference, wish)
    const passed = await environment.approve(reference, wish)
    assert.equal(Object(passed.body).state, 'AUTHORIZED')
  })

  test('is refused with the reason of the issuer, and another card may do', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const poor = await merchant.created(push(ADA, { value: 151 }))
    assert.equal(reasonOf(await environment.approve(poor), 409), 'insufficientFunds')
    const reference = await merchant.created(push(ADA))
    for (const card of ['expired', 'empty', 'foreign']) {
      assert.equal(reasonOf(await environment.approve(reference, { card }), 409), 'cardDeclined')
    }
    assert.equal((await environment.approve(reference, { card: 'visa' })).status, 200)
  })
})

test('followers are told who was asked for what', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await using stream = await followEvents(environment, '?kinds=phone')
  const pushed = await merchant.created(push(ADA))
  const scanned = accepted('createPayment', await merchant.create())
  await scan(environment, KARI, scanned.redirectUrl ?? '')
  const told = await stream.take(2)
  assert.deepEqual(
    told.map(({ data }) => [data['phoneNumber'], data['msn'], data['reference']]),
    [
      [ADA, NORWAY, pushed],
      [KARI, NORWAY, scanned.reference],
    ],
  )
})

test('a reset empties every phone', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await merchant.created(push(ADA))
  await environment.control('POST', '/reset')
  assert.deepEqual(await referencesOf(environment, ADA), [])
})
