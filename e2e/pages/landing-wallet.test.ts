/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/landing-page/ */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { startLandingJourneys, type LandingJourneys } from '../support/landing-journey.ts'

const ADA = '4712345678'

describe('on the landing page, a customer with a phone', () => {
  let journeys: LandingJourneys

  before(async () => {
    journeys = await startLandingJourneys()
  })

  after(() => journeys[Symbol.asyncDispose]())

  test('enters the number, approves on the phone and is taken back to the merchant', async () => {
    const { page, reference, returnUrl, state } = await journeys.land()
    await page.getByLabel('Phone number').fill('123 45 678')
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('the number that ends in 78').waitFor()
    await journeys.control('POST', `/payments/123456/${reference}/approve`, { phoneNumber: ADA })
    await page.getByRole('heading', { name: 'The payment is approved' }).waitFor()
    await page.waitForURL(returnUrl)
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    assert.equal(await state(), 'AUTHORIZED')
  })

  test('is taken back the same way when rejecting there', async () => {
    const { page, reference, returnUrl, state } = await journeys.land()
    await page.getByLabel('Phone number').fill(ADA)
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('the number that ends in 78').waitFor()
    await journeys.control('POST', `/payments/123456/${reference}/reject`)
    await page.waitForURL(returnUrl)
    assert.equal(await state(), 'ABORTED')
  })

  test('cancels', async () => {
    const { page, returnUrl, state } = await journeys.land()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.waitForURL(returnUrl)
    assert.equal(await state(), 'ABORTED')
  })

  test('cancels by going back after the number was entered', async () => {
    const { page, returnUrl, state } = await journeys.land()
    await page.getByLabel('Phone number').fill(ADA)
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('the number that ends in 78').waitFor()
    while (!(await page.evaluate('history.state?.usr?.isWaiting === true')));
    await page.goBack()
    await page.waitForURL(returnUrl)
    assert.equal(await state(), 'ABORTED')
  })

  test('can wait on after loading the page again, and ask another number', async () => {
    const { page, state } = await journeys.land()
    await page.getByLabel('Phone number').fill(ADA)
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('the number that ends in 78').waitFor()
    await page.reload()
    await page.getByText('the number that ends in 78').waitFor()
    await page.getByRole('button', { name: 'Use another number' }).click()
    await page.getByLabel('Phone number').fill('4796844569')
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('the number that ends in 69').waitFor()
    assert.equal(await state(), 'CREATED')
  })

  test('is told of a number that cannot pay, and enters another one', async () => {
    const { page } = await journeys.land()
    await page.getByLabel('Phone number').fill('4799999999')
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('alert').filter({ hasText: 'cannot be made with this' }).waitFor()
    await page.getByLabel('Phone number').fill(ADA)
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('the number that ends in 78').waitFor()
  })

  test('finds the number that the merchant knows, and one that the browser remembers', async () => {
    const { page } = await journeys.land({ customer: { phoneNumber: '4796844569' } })
    assert.equal(await page.getByLabel('Phone number').inputValue(), '4796844569')
    await page.getByLabel('Phone number').fill(ADA)
    await page.getByLabel('Remember the number').check()
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('the number that ends in 78').waitFor()
    const next = await journeys.create()
    await page.goto(next.redirectUrl)
    assert.equal(await page.getByLabel('Phone number').inputValue(), ADA)
    await page.getByLabel('Remember the number').uncheck()
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('the number that ends in 78').waitFor()
    await page.goto((await journeys.create()).redirectUrl)
    assert.equal(await page.getByLabel('Phone number').inputValue(), '')
  })

  test('cannot change a number that the sales unit has locked', async () => {
    await journeys.control('PATCH', '/sales-units/123456', { phoneNumberLocked: true })
    const { page } = await journeys.land({ customer: { phoneNumber: ADA } })
    const field = page.getByLabel('Phone number')
    assert.deepEqual([await field.inputValue(), await field.isEditable()], [ADA, false])
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('the number that ends in 78').waitFor()
    await journeys.control('PATCH', '/sales-units/123456', { phoneNumberLocked: false })
  })
})

describe('on the landing page, without a phone', () => {
  let journeys: LandingJourneys

  before(async () => {
    journeys = await startLandingJourneys()
  })

  after(() => journeys[Symbol.asyncDispose]())

  test('a test customer takes a second card after a refused one', async () => {
    const { page, returnUrl, state } = await journeys.land()
    await page.getByRole('button', { name: 'Test tools' }).click()
    await page.getByLabel('Test customer').selectOption(ADA)
    await page.getByLabel('Card', { exact: true }).selectOption('expired')
    await page.getByRole('button', { name: 'Approve' }).click()
    await page.getByText('The card has expired.').waitFor()
    await page.getByLabel('Card', { exact: true }).selectOption('mastercard')
    await page.getByRole('button', { name: 'Approve' }).click()
    await page.waitForURL(returnUrl)
    assert.equal(await state(), 'AUTHORIZED')
  })

  test('a test customer rejects', async () => {
    const { page, returnUrl, state } = await journeys.land()
    await page.getByRole('button', { name: 'Test tools' }).click()
    await page.getByRole('button', { name: 'Reject' }).click()
    await page.waitForURL(returnUrl)
    assert.equal(await state(), 'ABORTED')
  })

  test('a test customer passes 3-D Secure where the amount asks for it', async () => {
    const { page, returnUrl } = await journeys.land({ amount: { currency: 'NOK', value: 202 } })
    await page.getByRole('button', { name: 'Test tools' }).click()
    await page.getByLabel('Test customer').waitFor()
    await page.getByRole('button', { name: 'Approve' }).click()
    await page.getByRole('button', { name: 'It is me' }).click()
    await page.waitForURL(returnUrl)
  })

  test('whoever waits for an unknown result is told so', async () => {
    const { page, state } = await journeys.land({ amount: { currency: 'NOK', value: 201 } })
    await page.getByRole('button', { name: 'Test tools' }).click()
    await page.getByLabel('Test customer').waitFor()
    await page.getByRole('button', { name: 'Approve' }).click()
    await page.getByText('It is not known yet').waitFor()
    assert.equal(await state(), 'CREATED')
  })
})

test('a payment expires by the clock, before the eyes of its customer', async () => {
  await using journeys = await startLandingJourneys()
  await journeys.control('POST', '/clock/freeze')
  const { page, returnUrl, state } = await journeys.land()
  await page.getByText('Expires in 10:00').waitFor()
  await page.getByText('stands still').waitFor()
  await journeys.control('POST', '/clock/advance', { by: '9m' })
  await page.getByText('Expires in 1:00').waitFor()
  await journeys.control('POST', '/clock/advance', { by: '1m' })
  await page.waitForURL(returnUrl)
  assert.equal(await state(), 'EXPIRED')
})
