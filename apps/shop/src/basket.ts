import { productOf, SHIPPING, type Product } from './catalogue.ts'
import type { Ore } from './money.ts'

/** How many of one product somebody may take. */
export const QUANTITY_MAX = 9

export interface Line {
  readonly productId: string
  readonly name: string
  readonly quantity: number
  /** Of all of them, tax included. */
  readonly total: Ore
}

/** What is to be bought, at the prices of now. */
export interface Basket {
  readonly lines: readonly Line[]
  readonly shipping: Ore
  readonly total: Ore
  /** Whether something goes by post. */
  readonly isShipped: boolean
}

/** Quantities by product, from whoever sent them: what is not sold here is left out. */
export function basketOf(quantities: Readonly<Record<string, unknown>>): Basket {
  const wanted = Object.entries(quantities).flatMap(([id, quantity]) => {
    const product = productOf(id)
    const count = Math.min(Math.trunc(Number(quantity)), QUANTITY_MAX)
    return product && count >= 1 ? [{ product, count }] : []
  })
  const isShipped = wanted.some(({ product }) => product.delivery === 'parcel')
  const lines = wanted.map(({ product, count }) => lineOf(product, count))
  const shipping = isShipped ? SHIPPING : 0
  const total = lines.reduce((sum, line) => sum + line.total, shipping)
  return { lines, shipping, total, isShipped }
}

function lineOf({ id, name, price }: Product, quantity: number): Line {
  return { productId: id, name, quantity, total: price * quantity }
}

/** What of it is downloaded: delivered at once, and so paid at once. */
export function filesIn({ lines }: Pick<Basket, 'lines'>): readonly Line[] {
  return lines.filter(({ productId }) => productOf(productId)?.delivery === 'download')
}

/** `Wool socks and 2 other things`: what the payment is for, as the customer's phone shows it. */
export function basketInWords({ lines }: Pick<Basket, 'lines'>): string {
  const [first] = lines
  const others = lines.reduce((sum, { quantity }) => sum + quantity, 0) - 1
  if (!first) return 'Nothing'
  if (others === 0) return first.name
  if (lines.length === 1) return `${first.quantity} × ${first.name}`
  return `${first.name} and ${others} other ${others === 1 ? 'thing' : 'things'}`
}
