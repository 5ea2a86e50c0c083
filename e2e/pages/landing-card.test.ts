/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/features/card-payments/ */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { startLandingJourneys, type LandingJourneys } from '../support/landing-journey.ts'

const CARD = { paymentMethod: { type: 'CARD' } }

describe('a payment by card', () => {
  let journeys: LandingJourneys

  before(async () => {
    journeys = await startLandingJourneys()
  })

  after(() => journeys[Symbol.asyncDispose]())

  test('is made with a typed test card and 3-D Secure', async () => {
    const { page, returnUrl, state } = await journeys.land(CARD)
    await page.getByLabel('Card number').fill('4925 0000 0000 0004')
    await page.getByLabel('Expiry').fill('12/30')
    await page.getByLabel('Security code').fill('123')
    await page.getByRole('button', { name: /^Pay/ }).click()
    await page.getByRole('heading', { name: '3-D Secure' }).waitFor()
    await page.getByRole('button', { name: 'It is me' }).click()
    await page.waitForURL(returnUrl)
    assert.equal(await state(), 'AUTHORIZED')
  })

  test('goes on with the same card when the page is loaded again in the middle', async () => {
    const { page, reference, returnUrl } = await journeys.land(CARD)
    await page.getByRole('button', { name: /Mastercard •••• 0015/ }).click()
    await page.getByRole('button', { name: /^Pay/ }).click()
    await page.getByRole('heading', { name: '3-D Secure' }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'It is me' }).click()
    await page.waitForURL(returnUrl)
    const payment = (await (await journeys.merchant.get(reference)).json()) as {
      readonly paymentMethod: object
    }
    assert.deepEqual(payment.paymentMethod, { type: 'CARD', cardBin: '540185' })
  })

  test('can be tried again after 3-D Secure has failed', async () => {
    const { page, returnUrl, state } = await journeys.land(CARD)
    await page.getByRole('button', { name: /Visa •••• 0004/ }).click()
    await page.getByRole('button', { name: /^Pay/ }).click()
    await page.getByRole('button', { name: 'Fail' }).click()
    await page.getByText('3-D Secure failed. Try again').waitFor()
    assert.equal(await state(), 'CREATED')
    await page.getByRole('button', { name: /^Pay/ }).click()
    await page.getByRole('button', { name: 'It is me' }).click()
    await page.waitForURL(returnUrl)
    assert.equal(await state(), 'AUTHORIZED')
  })

  test('ends with a card that is declined; the customer reads why and goes back', async () => {
    const { page, returnUrl, state } = await journeys.land(CARD)
    await page.getByRole('button', { name: /Visa •••• 0037/ }).click()
    await page.getByRole('button', { name: /^Pay/ }).click()
    await page.getByRole('button', { name: 'It is me' }).click()
    await page.getByText('The card has expired.').waitFor()
    assert.equal(await state(), 'ABORTED')
    assert.equal(await page.getByText('You are taken back').count(), 0)
    await page.getByRole('link', { name: 'Back to Demo Shop Norway' }).click()
    await page.waitForURL(returnUrl)
  })

  test('is never sent a number that is no test card’s', async () => {
    const { page, state } = await journeys.land(CARD)
    const sent: string[] = []
    page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`))
    await page.getByLabel('Card number').fill('4111 1111 1111 1111')
    await page.getByLabel('Expiry').fill('13/30')
    await page.getByLabel('Security code').fill('12')
    await page.getByRole('button', { name: /^Pay/ }).click()
    for (const words of ['This is no test card', 'Give a month to come', 'Give three digits']) {
      await page.getByText(words).waitFor()
    }
    assert.ok(sent.every((text) => !text.includes('4111')))
    assert.equal(await state(), 'CREATED')
  })

  test('is cancelled', async () => {
    const { page, returnUrl, state } = await journeys.land(CARD)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.waitForURL(returnUrl)
    assert.equal(await state(), 'ABORTED')
  })
})
