/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/features/airlines/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertInvalid } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'

const AIRLINE = {
  agencyInvoiceNumber: '123456',
  airlineCode: '074',
  airlineDesignatorCode: 'KL',
  passengerName: 'FLYER / MARY MS.',
}

test('airline data is taken, with or without a ticket number', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  for (const airlineData of [AIRLINE, { ...AIRLINE, ticketNumber: '123-1234567890' }, null]) {
    accepted('createPayment', await merchant.create({ industryData: { airlineData } }))
  }
})

describe('when there is some, all of it is there:', () => {
  for (const name of Object.keys(AIRLINE)) {
    test(name, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const industryData = { airlineData: { ...AIRLINE, [name]: undefined } }
      assertInvalid(await merchant.create({ industryData }), {
        [`industryData.airlineData.${name}`]: /field is required\.$/,
      })
    })
  }
})

describe('each has its length:', () => {
  for (const [name, value] of [
    ['agencyInvoiceNumber', ''],
    ['agencyInvoiceNumber', '1234567'],
    ['airlineCode', '74'],
    ['airlineCode', '0745'],
    ['airlineDesignatorCode', 'K'],
    ['airlineDesignatorCode', 'KLM'],
    ['passengerName', ''],
    ['passengerName', 'x'.repeat(50)],
    ['ticketNumber', ''],
    ['ticketNumber', 'x'.repeat(151)],
  ] as const) {
    test(`${name} is not ${value.length} long`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const industryData = { airlineData: { ...AIRLINE, [name]: value } }
      assertInvalid(await merchant.create({ industryData }), {
        [`industryData.airlineData.${name}`]: /m(?:in|ax)imum length of \d+\.$/,
      })
    })
  }

  test('the longest are taken', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const airlineData = {
      ...AIRLINE,
      passengerName: 'x'.repeat(49),
      ticketNumber: 'x'.repeat(150),
    }
    assert.equal((await merchant.create({ industryData: { airlineData } })).status, 201)
  })
})
