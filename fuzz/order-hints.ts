import fc from 'fast-check'
import { base64, pngFile } from '../conformance/support/order-management.ts'
import type { Hints } from './schema-values.ts'

const IMAGE = base64(pngFile())
const LINKS = ['https://shop.example/orders/1', 'http://localhost:4000/1', 'myshop://orders']
const CATEGORIES = ['GENERAL', 'RECEIPT', 'ORDER_CONFIRMATION', 'DELIVERY', 'TICKET', 'BOOKING']

/** What members of order information mean, some of which mean something else to a payment. */
export function orderHints(path: string): Hints {
  const isImage = path.endsWith('/images')
  return {
    values: {
      orderId: fc.nat(31).map((nth) => `order-${nth}`),
      paymentType: fc.constantFrom('ECOM', 'RECURRING', 'ecom'),
      type: isImage ? fc.constant('base64') : fc.constantFrom(...CATEGORIES),
      category: fc.constantFrom(...CATEGORIES),
      url: fc.constantFrom(...LINKS),
      orderDetailsUrl: fc.constantFrom(...LINKS),
      imageId: isImage ? fc.uuid() : fc.constantFrom('socks', 'shoes'),
      src: fc.constantFrom(IMAGE, IMAGE, IMAGE, btoa('GIF89a')),
    },
    // Most receipts ask for little, but without a tax rate none is taken.
    oneIn: { taxRate: 1, others: 10 },
  }
}
