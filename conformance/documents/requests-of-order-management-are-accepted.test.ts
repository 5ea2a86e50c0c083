/** @see https://developer.vippsmobilepay.com/docs/APIs/order-management-api/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { OrderManagementError } from '@kvitt/contract'
import type { Answer } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { base64, imageRequest, PATHS, pngFile } from '../support/order-management.ts'
import { isObject } from './json.ts'
import { officialOperations } from './official-documents.ts'
import { DOCUMENTS_MISSING } from './protocol-folder.ts'
import { exampleOf, requestValues, withValue } from './request-values.ts'

const OPERATIONS = (DOCUMENTS_MISSING ? [] : await officialOperations()).filter(
  ({ path, requestSchema }) => requestSchema && path.startsWith('/order-management/'),
)
const IMAGES = ['socks-orange-123', 'f09c6aeb-442e-4da1-b36a-d8f613edc6c9']

/** What the text of the document refuses, although its schemas allow it. */
const REFUSED_BY_RULE: Readonly<Record<string, string>> = {
  // The data of a barcode must be data of its format: `xxxx` is neither for an EAN-13 nor for a Code 39.
  'bottomLine.barcode.format: "CODE 39"': 'BottomLine.Barcode.Data',
  'bottomLine.barcode.format: "EAN-13"': 'BottomLine.Barcode.Data',
}

/** Members of an image that say nothing about the others: only the document's words are at stake. */
const REFUSED_OF_IMAGES: Readonly<Record<string, string>> = {
  'src: "xxxx"': 'Src',
}

describe('every value that a member may have is taken:', { skip: DOCUMENTS_MISSING }, () => {
  for (const { name, method, path, requestSchema } of OPERATIONS) {
    if (!requestSchema) continue
    test(name, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const isImage = path === PATHS.images
      for (const imageId of isImage ? [] : IMAGES) {
        await merchant.call('POST', PATHS.images, { body: imageRequest({ imageId }) })
      }
      const example = exampleOf(requestSchema)
      assert.ok(isObject(example))
      const base = isImage ? { ...example, src: base64(pngFile()) } : withBarcode(example)
      const refused: Record<string, string> = {}
      const values = requestValues(requestSchema, '')
      for (const [index, value] of values.entries()) {
        // Receipts and images stay for good: each value needs an order or an image of its own.
        const own = isImage && value.path !== 'imageId' ? { imageId: `image-${index}` } : {}
        const body = { ...Object(withValue(base, value)), ...own }
        const target = path.replace('{paymentType}', 'ECOM').replace(/\{\w+\}/, `order-${index}`)
        const answer = await merchant.call(method, target, { body })
        if (answer.status >= 400) {
          refused[`${value.path}: ${JSON.stringify(value.value)}`] = namesIn(answer)
        }
      }
      const isReceipt = path.includes('/receipts/')
      const expected = isImage ? REFUSED_OF_IMAGES : isReceipt ? REFUSED_BY_RULE : {}
      assert.deepEqual(refused, expected)
    })
  }
})

/** The first format with data of its own, as the document's example lacks it. */
function withBarcode(example: Readonly<Record<string, unknown>>): unknown {
  if (!isObject(example['bottomLine'])) return example
  const barcode = { format: 'CODE 128', data: 'xxxx' }
  return { ...example, bottomLine: { ...example['bottomLine'], barcode } }
}

function namesIn({ body }: Answer): string {
  const { invalidParams = [] } = OrderManagementError.parse(body)
  return invalidParams.map(({ name }) => name).join()
}
