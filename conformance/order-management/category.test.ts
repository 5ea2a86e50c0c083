/** @see https://developer.vippsmobilepay.com/docs/APIs/order-management-api/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted } from '../support/answer.ts'
import { DENMARK } from '../support/demo-keys.ts'
import { openEnvironment, openInside } from '../support/open-environment.ts'
import {
  assertRefused,
  assertViolates,
  categoryRequest,
  IMAGE_ID,
  imageRequest,
  PATHS,
} from '../support/order-management.ts'

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

describe('a category is taken', () => {
  const categories: Record<string, object> = {
    'for an order that nobody knows': {},
    'without an image': { imageId: null },
    'with a link of 2048 characters': {
      orderDetailsUrl: `https://www.example.com/${'x'.repeat(2_024)}`,
    },
    'with a link to the merchant’s own machine': { orderDetailsUrl: 'http://localhost:3000/17' },
    ...Object.fromEntries(
      ['GENERAL', 'RECEIPT', 'ORDER_CONFIRMATION', 'DELIVERY', 'TICKET', 'BOOKING'].map(
        (category) => [`as ${category}`, { category }],
      ),
    ),
  }
  for (const [how, changes] of Object.entries(categories)) {
    test(how, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const body = categoryRequest(changes)
      const answer = await merchant.call('PUT', PATHS.category(), { body })
      assert.equal(answer.status, 200)
      assert.match(accepted('putCategory', answer), UUID)
      const order = accepted('getOrder', await merchant.call('GET', PATHS.order()))
      assert.deepEqual(order, { category: { ...body, imageId: null }, receipt: null })
    })
  }

  test('with an image that was uploaded', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    await merchant.call('POST', PATHS.images, { body: imageRequest() })
    const body = categoryRequest({ imageId: IMAGE_ID })
    accepted('putCategory', await merchant.call('PUT', PATHS.category(), { body }))
    const { category } = accepted('getOrder', await merchant.call('GET', PATHS.order()))
    assert.equal(category?.imageId, IMAGE_ID)
  })
})

test('each put replaces everything', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await merchant.call('POST', PATHS.images, { body: imageRequest() })
  const first = categoryRequest({ imageId: IMAGE_ID })
  const second = { category: 'TICKET', orderDetailsUrl: 'https://www.example.com/tickets/1' }
  for (const body of [first, second]) {
    accepted('putCategory', await merchant.call('PUT', PATHS.category(), { body }))
  }
  const { category } = accepted('getOrder', await merchant.call('GET', PATHS.order()))
  assert.deepEqual(category, { ...second, imageId: null })
})

test('the same put again is harmless', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const put = async () =>
    accepted(
      'putCategory',
      await merchant.call('PUT', PATHS.category(), { body: categoryRequest() }),
    )
  assert.equal(await put(), await put())
})

describe('a category is refused', () => {
  const refusals: Record<string, [object, Record<string, RegExp>]> = {
    'without a link, in the words of the documentation': [
      { orderDetailsUrl: undefined },
      { OrderDetailsUrl: /^The OrderDetailsUrl field is required\.$/ },
    ],
    'without a category': [{ category: undefined }, { Category: /^The Category field is requ/ }],
    'with null for a category': [{ category: null }, { Category: /GENERAL, RECEIPT/ }],
    'with an unknown category': [{ category: 'general' }, { Category: /GENERAL, RECEIPT/ }],
    'with an empty link': [{ orderDetailsUrl: '' }, { OrderDetailsUrl: /minimum length/ }],
    'with a link that is too long': [
      { orderDetailsUrl: `https://www.example.com/${'x'.repeat(2_025)}` },
      { OrderDetailsUrl: /maximum length of 2048/ },
    ],
    'with a link that is no URL': [{ orderDetailsUrl: 'orders/17' }, { OrderDetailsUrl: /https/ }],
    'with a link that is not secure': [
      { orderDetailsUrl: 'http://www.example.com' },
      { OrderDetailsUrl: /https/ },
    ],
    'with a malformed image id': [{ imageId: 'a b' }, { ImageId: /regular expression/ }],
    'with two things wrong, naming both': [
      { category: 'NONE', imageId: 'x'.repeat(129) },
      { Category: /GENERAL/, ImageId: /length of 128/ },
    ],
  }
  for (const [how, [changes, reasons]] of Object.entries(refusals)) {
    test(how, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const body = categoryRequest(changes)
      assertViolates(await merchant.call('PUT', PATHS.category(), { body }), reasons)
      assertRefused(await merchant.call('GET', PATHS.order()), 404)
    })
  }

  test('with a message that has nothing else in it', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const body = { category: 'GENERAL' }
    const answer = await merchant.call('PUT', PATHS.category(), { body })
    const { instance, ...error } = assertRefused(answer, 400)
    assert.deepEqual(error, {
      type: 'https://datatracker.ietf.org/doc/html/rfc7231#section-6.5.1',
      title: 'One or more validation errors occurred.',
      detail: 'BadRequest',
      invalidParams: [
        { name: 'OrderDetailsUrl', reason: 'The OrderDetailsUrl field is required.' },
      ],
    })
    assert.match(instance, /^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/)
  })

  test('404 with an image that nobody uploaded, or another sales unit', async () => {
    await using environment = await openEnvironment()
    const [norway, denmark] = [await environment.merchant(), await environment.merchant(DENMARK)]
    await denmark.call('POST', PATHS.images, { body: imageRequest() })
    const body = categoryRequest({ imageId: IMAGE_ID })
    const answer = await norway.call('PUT', PATHS.category(), { body })
    assert.match(assertRefused(answer, 404).detail, new RegExp(IMAGE_ID))
    accepted('putCategory', await denmark.call('PUT', PATHS.category(), { body }))
  })

  test('with http to this machine when the environment is strict', async () => {
    await using environment = await openInside({ strict: true })
    const merchant = await environment.merchant()
    const body = categoryRequest({ orderDetailsUrl: 'http://localhost:3000/17' })
    const answer = await merchant.call('PUT', PATHS.category(), { body })
    assertViolates(answer, { OrderDetailsUrl: /https/ })
  })
})
