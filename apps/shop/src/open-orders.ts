import { randomBytes, randomInt } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import type { Line } from './basket.ts'
import type { Ore } from './money.ts'
import type { PaymentOrder } from './payment-server.ts'

/** Letters and digits that nobody mistakes for another one on the phone. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const NUMBER_LENGTH = 8
const TOKEN_BYTES = 16
/** How many orders the back room lists. */
const LISTED_MAX = 100

export interface Customer {
  readonly name: string
  readonly email: string
  /** Missing when everything is downloaded. */
  readonly address?: { readonly street: string; readonly postcode: string; readonly city: string }
}

/** An order as the shop keeps it. Whether it is paid, the payment server knows. */
export interface ShopOrder {
  /** Says which order it is, to customers, staff and the payment server. Never used twice. */
  readonly number: string
  /** Lets whoever knows it see the order, in any browser: its address is the key. */
  readonly token: string
  readonly placedAt: Date
  /** Missing with Express, until the customer has approved. */
  readonly customer?: Customer
  /** Whether address and delivery are chosen in the app; `total` is without delivery until then. */
  readonly isExpress: boolean
  readonly lines: readonly Line[]
  readonly shipping: Ore
  readonly total: Ore
  readonly isShipped: boolean
  /** What the payment server said last; undefined while it has not heard of the order. */
  readonly payment?: PaymentOrder
}

export interface Orders extends Disposable {
  add(order: Omit<ShopOrder, 'number' | 'token' | 'payment'>): ShopOrder
  byNumber(number: string): ShopOrder | undefined
  byToken(token: string): ShopOrder | undefined
  /** The newest first. */
  newest(): readonly ShopOrder[]
  /**
   * Keeps what the payment server has answered. Answers overtake each other: the answer to the
   * question that was asked last is the one that counts.
   */
  keepPayment(payment: PaymentOrder, askedAt: number): void
}

/** Opens the orders in an SQLite file, or `:memory:`. */
export function openOrders(file: string): Orders {
  const database = new DatabaseSync(file)
  database.exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE IF NOT EXISTS orders (
      number TEXT PRIMARY KEY,
      token TEXT NOT NULL UNIQUE,
      placed_at INTEGER NOT NULL,
      bought TEXT NOT NULL,
      payment TEXT,
      payment_asked_at INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX IF NOT EXISTS orders_by_time ON orders (placed_at);
  `)
  const insert = database.prepare(
    'INSERT INTO orders (number, token, placed_at, bought) VALUES (?, ?, ?, ?)',
  )
  const byNumber = database.prepare('SELECT * FROM orders WHERE number = ?')
  const byToken = database.prepare('SELECT * FROM orders WHERE token = ?')
  const newest = database.prepare('SELECT * FROM orders ORDER BY placed_at DESC LIMIT ?')
  const update = database.prepare(
    'UPDATE orders SET payment = ?, payment_asked_at = ? WHERE number = ? AND payment_asked_at <= ?',
  )
  return {
    add(order) {
      const added = { ...order, number: newNumber(), token: newToken() }
      const { number, token, placedAt, ...bought } = added
      insert.run(number, token, placedAt.getTime(), JSON.stringify(bought))
      return added
    },
    byNumber: (number) => orderIn(byNumber.get(number)),
    byToken: (token) => orderIn(byToken.get(token)),
    newest: () => newest.all(LISTED_MAX).flatMap((row) => orderIn(row) ?? []),
    keepPayment(payment, askedAt) {
      update.run(JSON.stringify(payment), askedAt, payment.number, askedAt)
    },
    [Symbol.dispose]: () => database.close(),
  }
}

function orderIn(row: object | undefined): ShopOrder | undefined {
  if (!row) return undefined
  const { number, token, placed_at, bought, payment } = row as Row
  const order: ShopOrder = {
    ...(JSON.parse(bought) as Bought),
    number,
    token,
    placedAt: new Date(placed_at),
  }
  return payment === null ? order : withPayment(order, JSON.parse(payment) as PaymentOrder)
}

type Bought = Pick<
  ShopOrder,
  'customer' | 'lines' | 'shipping' | 'total' | 'isShipped' | 'isExpress'
>

/** An order with what is known of its payment: with Express, that is also who it goes to. */
export function withPayment(order: ShopOrder, payment: PaymentOrder): ShopOrder {
  const { userDetails, shippingDetails } = payment
  if (!order.isExpress || !userDetails || !shippingDetails) return { ...order, payment }
  const { firstName = '', lastName = '', email = '' } = userDetails
  const { address, shippingCost } = shippingDetails
  const { addressLine1: street, postCode: postcode, city } = address
  return {
    ...order,
    payment,
    customer: { name: `${firstName} ${lastName}`, email, address: { street, postcode, city } },
    shipping: shippingCost,
    total: goodsTotal(order) + shippingCost,
  }
}

/** What the goods cost, without their delivery. */
export function goodsTotal({ lines }: Pick<ShopOrder, 'lines'>): Ore {
  return lines.reduce((sum, { total }) => sum + total, 0)
}

interface Row {
  readonly number: string
  readonly token: string
  readonly placed_at: number
  readonly bought: string
  readonly payment: string | null
}

/** By chance and not by counting: nobody can guess another's, or how many there are. */
function newNumber(): string {
  return Array.from({ length: NUMBER_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}

function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}
