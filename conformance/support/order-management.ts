import assert from 'node:assert/strict'
import { crc32, deflateSync } from 'node:zlib'
import { OrderManagementError } from '@kvitt/contract'
import type { Answer } from './answer.ts'

export const ORDER_ID = 'acme-shop-123-order123abc'
export const IMAGE_ID = 'socks-orange-123'
const ROOT = '/order-management'

export const PATHS = {
  images: `${ROOT}/v1/images`,
  category: (orderId: string = ORDER_ID) => `${ROOT}/v2/ecom/categories/${orderId}`,
  receipt: (orderId: string = ORDER_ID) => `${ROOT}/v2/ecom/receipts/${orderId}`,
  order: (orderId: string = ORDER_ID) => `${ROOT}/v2/ecom/${orderId}`,
  categories: `${ROOT}/v3/categories`,
  transactionCategory: (id: string) => `${ROOT}/v1/orders/${id}`,
  transactionReceipt: (id: string) => `${ROOT}/v1/receipts/${id}`,
} as const

/** An order line that breaks no rule, as the documentation's own example has it. */
export const ORDER_LINE = {
  name: 'Socks',
  id: 'line_item_1',
  totalAmount: 1000,
  totalAmountExcludingTax: 800,
  totalTaxAmount: 200,
  taxRate: 2500,
  unitInfo: { unitPrice: 400, quantity: '2.5', quantityUnit: 'KG' },
  discount: 0,
  isReturn: false,
  isShipping: false,
} as const

const BOTTOM_LINE = {
  currency: 'NOK',
  posId: 'pos_122',
  receiptNumber: '123456789',
} as const

/** A receipt of one line, with members of its line or bottom line changed. */
export function receiptRequest(line: object = {}, bottomLine: object = {}): object {
  return {
    orderLines: [{ ...ORDER_LINE, ...line }],
    bottomLine: { ...BOTTOM_LINE, ...bottomLine },
  }
}

export function categoryRequest(changes: object = {}): object {
  return { category: 'GENERAL', orderDetailsUrl: 'https://www.example.com/orders/17', ...changes }
}

export function addedCategoryRequest(changes: object = {}): object {
  return {
    orderId: ORDER_ID,
    paymentType: 'ECOM',
    type: 'RECEIPT',
    url: 'https://www.example.com',
    ...changes,
  }
}

export function imageRequest(changes: object = {}): object {
  return { imageId: IMAGE_ID, src: base64(pngFile()), type: 'base64', ...changes }
}

export function base64(file: Uint8Array): string {
  return Buffer.from(file).toString('base64')
}

/** A whole grey PNG file; with a comment in it when it must have a size. */
export function pngFile({ width = 200, height = 200, bytes = 0 } = {}): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.writeUInt8(8, 8)
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  const pixels = chunk('IDAT', deflateSync(Buffer.alloc((width + 1) * height)))
  const around = [signature, chunk('IHDR', header), pixels, chunk('IEND', Buffer.alloc(0))]
  const missing = bytes - around.reduce((sum, { length }) => sum + length, 0) - CHUNK_FRAME_BYTES
  if (missing > 0) around.splice(2, 0, chunk('tEXt', Buffer.alloc(missing, 'x')))
  return Buffer.concat(around)
}

const CHUNK_FRAME_BYTES = 12

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** What a JPEG file begins with, down to its dimensions; nothing reads further. */
export function jpegFile({ width = 200, height = 200 } = {}): Uint8Array {
  const start = 'ffd8ffe000104a46494600010100000100010000'
  const frame = Buffer.from('ffc0000b080000000001011100', 'hex')
  frame.writeUInt16BE(height, 5)
  frame.writeUInt16BE(width, 7)
  return Buffer.concat([Buffer.from(start, 'hex'), frame, Buffer.from('ffd9', 'hex')])
}

/** Expects a refusal in this API's own shape. */
export function assertRefused(answer: Answer, status: number): OrderManagementError {
  assert.equal(answer.status, status, answer.text)
  assert.equal(answer.headers.get('content-type'), 'application/json')
  return OrderManagementError.strict().parse(answer.body)
}

/** Expects a violation that names exactly these. */
export function assertViolates(
  answer: Answer,
  reasons: Readonly<Record<string, RegExp>>,
): OrderManagementError {
  const error = assertRefused(answer, 400)
  const params = error.invalidParams ?? []
  assert.deepEqual(
    params.map(({ name }) => name),
    Object.keys(reasons),
    answer.text,
  )
  for (const { name, reason } of params) assert.match(reason, reasons[name] ?? /^$/)
  return error
}
