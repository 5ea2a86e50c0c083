/** @see https://developer.vippsmobilepay.com/docs/APIs/order-management-api/ */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { accepted } from '../support/answer.ts'
import { DENMARK } from '../support/demo-keys.ts'
import type { Merchant } from '../support/merchant.ts'
import { openEnvironment } from '../support/open-environment.ts'
import {
  addedCategoryRequest,
  assertRefused,
  assertViolates,
  categoryRequest,
  IMAGE_ID,
  imageRequest,
  ORDER_ID,
  PATHS,
} from '../support/order-management.ts'

/** Adds a category and returns its id. */
async function added(merchant: Merchant, changes: object = {}): Promise<string> {
  const body = addedCategoryRequest(changes)
  const answer = await merchant.call('POST', PATHS.categories, { body })
  assert.equal(answer.status, 201)
  return accepted('addCategory', answer).categoryId
}

async function listed(merchant: Merchant, orderId: string = ORDER_ID) {
  const answer = await merchant.call('GET', `${PATHS.categories}?orderId=${orderId}`)
  return accepted('listCategories', answer).categories
}

const pathOf = (categoryId: string): string => `${PATHS.categories}/${categoryId}`

test('an added category is read by its own id and by its order', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const categoryId = await added(merchant)
  const expected = { categoryId, ...addedCategoryRequest() }
  const one = accepted('getCategory', await merchant.call('GET', pathOf(categoryId)))
  assert.deepEqual(one, expected)
  assert.deepEqual(await listed(merchant), [expected])
})

test('an id is the same in any case', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const categoryId = await added(merchant)
  const path = pathOf(categoryId.toUpperCase())
  accepted('getCategory', await merchant.call('GET', path))
  assert.equal((await merchant.call('DELETE', path)).status, 200)
})

test('a payment type may be written in any case', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const path = pathOf(await added(merchant, { paymentType: 'recurring' }))
  const { paymentType } = accepted('getCategory', await merchant.call('GET', path))
  assert.equal(paymentType, 'RECURRING')
})

test('an image must have been uploaded', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const body = addedCategoryRequest({ imageId: IMAGE_ID })
  const answer = await merchant.call('POST', PATHS.categories, { body })
  assertViolates(answer, { ImageId: /There is no image socks-orange-123/ })
  await merchant.call('POST', PATHS.images, { body: imageRequest() })
  await added(merchant, { imageId: IMAGE_ID })
  const [category] = await listed(merchant)
  assert.equal(category?.imageId, IMAGE_ID)
})

describe('a list holds', () => {
  test('all categories of an order, newest first, of both payment types', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const ids: string[] = []
    for (const paymentType of ['ECOM', 'RECURRING', 'ECOM']) {
      ids.unshift(await added(merchant, { paymentType }))
      await environment.advance('1s')
    }
    assert.deepEqual(
      (await listed(merchant)).map(({ categoryId }) => categoryId),
      ids,
    )
  })

  test('those of one moment in the order in which they came', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const ids = [await added(merchant), await added(merchant)]
    assert.deepEqual(
      (await listed(merchant)).map(({ categoryId }) => categoryId),
      ids.toReversed(),
    )
  })

  test('nothing for an order that nobody knows', async () => {
    await using environment = await openEnvironment()
    assert.deepEqual(await listed(await environment.merchant()), [])
  })

  test('nothing of another order or sales unit', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    await added(merchant, { orderId: 'another-order' })
    await added(await environment.merchant(DENMARK))
    assert.deepEqual(await listed(merchant), [])
  })
})

describe('400', () => {
  for (const query of ['', '?', '?orderId=', '?order=1']) {
    test(`for a list without an order: '${query}'`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const answer = await merchant.call('GET', `${PATHS.categories}${query}`)
      assertViolates(answer, { OrderId: /^The OrderId field is required\.$/ })
    })
  }

  test('for a list of a malformed order id', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const answer = await merchant.call('GET', `${PATHS.categories}?orderId=a%20b`)
    assertViolates(answer, { OrderId: /regular expression/ })
  })

  test('for an id that is no UUID', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const answer = await merchant.call('GET', pathOf('1'))
    assertViolates(answer, { CategoryId: /^The value '1' is not valid\.$/ })
  })

  const refusals: Record<string, [object, Record<string, RegExp>]> = {
    'without anything': [
      { orderId: undefined, paymentType: undefined, type: undefined, url: undefined },
      { OrderId: /required/, PaymentType: /required/, Type: /required/, Url: /required/ },
    ],
    'with null for a type': [{ type: null }, { Type: /GENERAL/ }],
    'with another payment type': [{ paymentType: 'CARD' }, { PaymentType: /ECOM, RECURRING/ }],
    'with a malformed order id': [{ orderId: 'a b' }, { OrderId: /regular expression/ }],
    'with an insecure link': [{ url: 'http://www.example.com' }, { Url: /https/ }],
    'with null for an image': [{ imageId: null }, { ImageId: /string/ }],
  }
  for (const [how, [changes, reasons]] of Object.entries(refusals)) {
    test(`for a category ${how}`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const body = addedCategoryRequest(changes)
      assertViolates(await merchant.call('POST', PATHS.categories, { body }), reasons)
    })
  }

  test('for the 101st category of an order', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const ids = await Promise.all(Array.from({ length: 100 }, () => added(merchant)))
    const body = addedCategoryRequest()
    const answer = await merchant.call('POST', PATHS.categories, { body })
    assertViolates(answer, { OrderId: /at most 100 categories/ })
    await merchant.call('DELETE', pathOf(ids[0] ?? ''))
    await added(merchant)
  })
})

describe('a deleted category', () => {
  test('is gone, and answered 200 without a body', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const [stays, goes] = [await added(merchant), await added(merchant)]
    const answer = await merchant.call('DELETE', pathOf(goes))
    assert.deepEqual([answer.status, answer.text], [200, ''])
    assertRefused(await merchant.call('GET', pathOf(goes)), 404)
    assertRefused(await merchant.call('DELETE', pathOf(goes)), 404)
    assert.deepEqual(
      (await listed(merchant)).map(({ categoryId }) => categoryId),
      [stays],
    )
  })

  test('was never there: 404 for unknown, malformed and foreign ids', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const foreign = await added(await environment.merchant(DENMARK))
    for (const id of [randomUUID(), '1', foreign]) {
      assertRefused(await merchant.call('DELETE', pathOf(id)), 404)
    }
    assertRefused(await merchant.call('GET', pathOf(foreign)), 404)
  })
})

describe('versions 2 and 3', () => {
  test('do not see each other’s categories', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    await added(merchant)
    assertRefused(await merchant.call('GET', PATHS.order()), 404)
    const body = categoryRequest({ category: 'TICKET' })
    const answer = await merchant.call('PUT', PATHS.category(), { body })
    const id = accepted('putCategory', answer)
    const types = (await listed(merchant)).map(({ type }) => type)
    assert.deepEqual(types, ['RECEIPT'])
    assertRefused(await merchant.call('GET', pathOf(id)), 404)
    const { category } = accepted('getOrder', await merchant.call('GET', PATHS.order()))
    assert.equal(category?.category, 'TICKET')
  })
})
