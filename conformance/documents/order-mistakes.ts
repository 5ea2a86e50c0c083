import assert from 'node:assert/strict'
import { isObject, listOf, objectAt, type JsonObject } from './json.ts'

const DOCUMENT = 'order-management.v2'

/** What the document of Order Management says and the service does not do. */
export const ORDER_MISTAKES = [
  {
    // An order may have either without the other, and the schema asks for neither.
    document: DOCUMENT,
    what: 'category and receipt of an order are declared as objects, and either may be null',
    mend(document: JsonObject): void {
      const properties = schemaAt(document, 'OrderV2Response', 'properties')
      for (const [member, schema] of [
        ['category', 'Order'],
        ['receipt', 'Receipt'],
      ] as const) {
        assert.deepEqual(properties[member], { $ref: `#/components/schemas/${schema}` })
        properties[member] = { ...schemaAt(document, schema), nullable: true }
      }
    },
  },
  {
    // It is required as well: a category without a category is no category.
    document: DOCUMENT,
    what: 'the category, which is required, may be null',
    mend(document: JsonObject): void {
      const category = schemaAt(document, 'CategoryEnum')
      assert.equal(category['nullable'], true)
      delete category['nullable']
    },
  },
  {
    // The text around it says PNG or JPEG; this decodes to letters.
    document: DOCUMENT,
    what: 'the example of an image is no image',
    mend(document: JsonObject): void {
      const src = schemaAt(document, 'Image', 'properties', 'src')
      assert.match(atob(String(src['example'])), /^[a-z]+$/)
      delete src['example']
    },
  },
  {
    // An EAN-13 has thirteen digits.
    document: DOCUMENT,
    what: 'the example of an EAN-13 has six digits',
    mend(document: JsonObject): void {
      const path = ['x-examples', 'BottomLineExample', 'value', 'barcode']
      const barcode = schemaAt(document, 'BottomLine', ...path)
      assert.deepEqual(barcode, { format: 'EAN-13', data: '123456' })
      barcode['data'] = '7038010009457'
    },
  },
  {
    // Its own schema names the one image that a category may have.
    document: DOCUMENT,
    what: 'the example of an order by its transaction has a list of images',
    mend(document: JsonObject): void {
      const get = objectAt(document, 'paths', '/v1/orders/{transactionId}', 'get', 'responses')
      const examples = objectAt(get, '200', 'content', 'application/json', 'examples')
      const value = objectAt(examples, 'Retrieve order info', 'value')
      const [image] = listOf(value['imageIds'])
      assert.ok(isObject(image))
      value['imageId'] = image['id']
      delete value['imageIds']
    },
  },
] as const

function schemaAt(document: JsonObject, name: string, ...path: readonly string[]): JsonObject {
  return objectAt(document, 'components', 'schemas', name, ...path)
}
