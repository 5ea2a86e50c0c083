/**
 * Test customers are made to fit the test: their profile, their cards, and whether they can pay.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/test-environment/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode, refused } from '../support/answer.ts'
import { NORWAY } from '../support/demo-keys.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { changeSalesUnit } from '../support/sales-units.ts'

const IDA = { phoneNumber: '4740000001', firstName: 'Ida', lastName: 'Lie' }

describe('a new customer', () => {
  test('has a profile and cards of the market of the number', async () => {
    await using environment = await openEnvironment()
    const { body, status } = await environment.control('POST', '/customers', IDA)
    assert.equal(status, 201)
    const { accounts, addresses, cards, nin, ...profile } = Object(body)
    assert.deepEqual(profile, {
      ...IDA,
      name: 'Ida Lie',
      market: 'NO',
      email: 'ida.lie@example.com',
      emailVerified: false,
      birthDate: '1990-01-01',
      blocked: false,
      identified: true,
    })
    assert.match(nin, /^018190\d{5}$/)
    assert.equal(addresses[0].country, 'NO')
    assert.equal(accounts.length, 1)
    const names = Array.from(cards, (card) => Object(card).name)
    assert.deepEqual(names.slice(0, 3), ['visa', 'mastercard', 'bankaxept'])
  })

  test('pays, with any of the cards that were described', async () => {
    await using environment = await openEnvironment()
    const gold = { name: 'gold', network: 'VISA', bin: '411111', lastFour: '1111' }
    const empty = { ...gold, name: 'no-money', bin: '422222', declined: 'There is no money.' }
    await environment.control('POST', '/customers', { ...IDA, cards: ['expired', empty, gold] })
    const merchant = await environment.merchant()
    const reference = await merchant.created()
    const { phoneNumber } = IDA
    const declined = await environment.approve(reference, { phoneNumber, card: 'no-money' })
    assert.equal(declined.status, 409)
    assert.equal((await environment.approve(reference, { phoneNumber })).status, 200)
    const { paymentMethod } = accepted('getPayment', await merchant.get(reference))
    assert.equal(paymentMethod.cardBin, '411111')
  })

  for (const [why, status, wish, detail] of [
    ['without a number', 400, {}, /^phoneNumber: /],
    ['with a number of no market', 400, { phoneNumber: '46701234567' }, /47 or 45 and 8 digits/],
    ['with a short number', 400, { phoneNumber: '4712' }, /47 or 45 and 8 digits/],
    ['with a taken number', 409, { phoneNumber: '4712345678' }, /this phone number already/],
    ['with an unknown card', 400, { ...IDA, cards: ['amex'] }, /"amex"\. Known are visa, /],
    ['with one card twice', 400, { ...IDA, cards: ['visa', 'visa'] }, /the same name/],
    ['born on no day', 400, { ...IDA, birthDate: '1990-02-30' }, /a day of the calendar/],
    ['with an odd member', 400, { ...IDA, height: 180 }, /"height".*Send, for example, \{"phone/],
  ] as const) {
    test(`is refused ${why}`, async () => {
      await using environment = await openEnvironment()
      const answer = await environment.control('POST', '/customers', wish)
      assert.match(refused(answer, status).detail ?? '', detail)
    })
  }
})

describe('a customer', () => {
  const path = '/customers/4712345678'

  test('changes in what is named and in nothing else', async () => {
    await using environment = await openEnvironment()
    const { body: before } = await environment.control('GET', '/customers')
    const changes = { email: 'ada@shop.example', birthDate: '2000-01-31' }
    const { body, status } = await environment.control('PATCH', path, changes)
    assert.equal(status, 200)
    assert.deepEqual(body, { ...Object(before)[0], ...changes })
    assert.deepEqual(Object((await environment.control('GET', '/customers')).body)[0], body)
  })

  test('keeps the number', async () => {
    await using environment = await openEnvironment()
    const changes = { phoneNumber: '4740000001' }
    refused(await environment.control('PATCH', path, changes), 400)
  })

  test('is gone when removed, and not found again', async () => {
    await using environment = await openEnvironment()
    assert.equal((await environment.control('DELETE', path)).status, 204)
    for (const answer of [
      await environment.control('DELETE', path),
      await environment.control('PATCH', path, {}),
      await environment.control('PATCH', '/customers/nobody', {}),
    ]) {
      assert.match(refused(answer, 404).detail ?? '', /no test customer/)
    }
    const merchant = await environment.merchant()
    const customer = { phoneNumber: '4712345678' }
    const asked = { userFlow: 'PUSH_MESSAGE', customer }
    assertCode(await merchant.create(asked), 400, 7010)
  })
})

describe('7010: nothing can be pushed to a customer', () => {
  for (const [who, changes] of [
    ['under 15', { birthDate: '2015-01-01' }],
    ['who is blocked', { blocked: true }],
  ] as const) {
    test(who, async () => {
      await using environment = await openEnvironment()
      await environment.control('POST', '/customers', { ...IDA, ...changes })
      const merchant = await environment.merchant()
      const asked = { userFlow: 'PUSH_MESSAGE', customer: { phoneNumber: IDA.phoneNumber } }
      assertCode(await merchant.create(asked), 400, 7010)
      await environment.control('PATCH', `/customers/${IDA.phoneNumber}`, {
        birthDate: '1990-01-01',
        blocked: false,
      })
      accepted('createPayment', await merchant.create(asked))
    })
  }
})

test('each market has somebody under 15', async () => {
  await using environment = await openEnvironment()
  for (const [msn, phoneNumber] of [
    [NORWAY, '4740000014'],
    ['234567', '4520000014'],
    ['345678', '358400000014'],
  ] as const) {
    await changeSalesUnit(environment, msn, { grants: { push: true } })
    const merchant = await environment.merchant(msn)
    const asked = { userFlow: 'PUSH_MESSAGE', customer: { phoneNumber } }
    assertCode(await merchant.create(asked), 400, 7010)
  }
})

test('whoever approves by hand once is identified from then on', async () => {
  await using environment = await openEnvironment()
  await environment.control('POST', '/customers', { ...IDA, identified: false })
  const identified = async (): Promise<unknown> =>
    Object((await environment.control('GET', '/customers')).body).at(-1).identified
  assert.equal(await identified(), false)
  const merchant = await environment.merchant()
  await environment.approve(await merchant.created(), { phoneNumber: IDA.phoneNumber })
  assert.equal(await identified(), true)
})

test('the cards that a customer can be given are listed for each market', async () => {
  await using environment = await openEnvironment()
  const { body, status } = await environment.control('GET', '/cards')
  assert.equal(status, 200)
  assert.deepEqual(Object.keys(Object(body)), ['NO', 'DK', 'FI'])
  const names = Array.from(Object(body).DK, (card) => Object(card).name)
  assert.ok(names.includes('expired') && !names.includes('bankaxept'))
})

test('a refusal names the member that is wrong, for a form to show it there', async () => {
  await using environment = await openEnvironment()
  for (const [method, path, body, member] of [
    ['POST', '/customers', { phoneNumber: '4712345678' }, 'phoneNumber'],
    ['POST', '/customers', { ...IDA, cards: ['amex'] }, 'cards'],
    ['PATCH', '/customers/4712345678', { birthDate: 'soon' }, 'birthDate'],
    ['POST', '/sales-units', { name: 'Shop', market: 'NO', msn: '12' }, 'msn'],
    ['POST', '/sales-units', { name: 'Shop', market: 'NO', msn: '123456' }, 'msn'],
    ['POST', '/sales-units', { name: 'S'.repeat(31), market: 'NO' }, 'name'],
    ['PATCH', '/sales-units/123456', { grants: { push: 'yes' } }, 'grants.push'],
  ] as const) {
    const { body: problem } = await environment.control(method, path, body)
    assert.deepEqual(
      Array.from(Object(problem).extraDetails ?? [], (each) => Object(each).name),
      [member],
      path,
    )
  }
})
