/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/features/personal-qr/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode, refused } from '../support/answer.ts'
import type { Environment } from '../support/environment.ts'
import { openEnvironment } from '../support/open-environment.ts'

const KARI = '4796844569'
const PUSH = { userFlow: 'PUSH_MESSAGE' }

async function shownBy(environment: Environment, phoneNumber: string): Promise<string> {
  const { status, text, body } = await environment.control(
    'POST',
    `/customers/${phoneNumber}/personal-qr`,
  )
  assert.equal(status, 200, text)
  return String(Object(body).content)
}

test('the content of a personal QR stands for its customer, again and again', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const personalQr = await shownBy(environment, KARI)
  for (const changes of [PUSH, PUSH, {}]) {
    const reference = await merchant.created({ ...changes, customer: { personalQr } })
    const { body } = await environment.control('GET', `/payments/${merchant.msn}/${reference}`)
    assert.ok(JSON.stringify(body).includes(KARI))
  }
})

test('no two are alike, and none tells whose it is', async () => {
  await using environment = await openEnvironment()
  const contents = [await shownBy(environment, KARI), await shownBy(environment, KARI)]
  assert.notEqual(contents[0], contents[1])
  for (const content of contents) {
    assert.ok(content.length >= 5 && content.length <= 255)
    assert.ok(!content.includes(KARI))
  }
})

describe('the forms that the documentation prints are read too:', () => {
  for (const personalQr of [
    `https://qr.vipps.no/28/2/01/031/${KARI}?v=1`,
    `https://qr.vipps.no/p/${KARI}`,
  ]) {
    test(personalQr, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      accepted('createPayment', await merchant.create({ ...PUSH, customer: { personalQr } }))
    })
  }
})

describe('4060: nobody shows', () => {
  for (const personalQr of [
    'https://shop.example/no-code',
    'https://qr.vipps.no/p/4799999999',
    'https://qr.vipps.no/p/4796844569/more',
    `http://localhost:3000/qr/p/${'a'.repeat(43)}`,
  ]) {
    test(personalQr, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const answer = await merchant.create({ ...PUSH, customer: { personalQr } })
      assert.equal(assertCode(answer, 400, 4060).title, 'Invalid PersonalQr')
    })
  }

  test('a code that was cut off', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const personalQr = (await shownBy(environment, KARI)).slice(0, -1)
    assertCode(await merchant.create({ ...PUSH, customer: { personalQr } }), 400, 4060)
  })
})

test('who is not there has none', async () => {
  await using environment = await openEnvironment()
  const answer = await environment.control('POST', '/customers/4799999999/personal-qr')
  assert.match(refused(answer, 404).detail ?? '', /no test customer/)
})
