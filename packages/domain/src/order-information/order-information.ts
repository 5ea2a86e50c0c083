import type { ImageId, Instant, Msn, OrderId } from '@kvitt/values'
import { impossible, type Aggregate, type Decision } from '../decider.ts'

/** Which order is meant: one id may exist once for each type of payment. */
export interface OrderAddress {
  readonly msn: Msn
  /** `TRANSACTION` for what the first version of the API filed under a transaction's id. */
  readonly paymentType: 'ECOM' | 'RECURRING' | 'TRANSACTION'
  readonly orderId: OrderId
}

/** What a link in the customer's app leads to. */
interface CategoryTerms {
  readonly id: string
  readonly type: 'GENERAL' | 'RECEIPT' | 'ORDER_CONFIRMATION' | 'DELIVERY' | 'TICKET' | 'BOOKING'
  readonly url: string
  readonly imageId?: ImageId
}

export interface OrderCategory extends CategoryTerms {
  readonly placedAt: Instant
  /** The one that the next put replaces; the others stay until they are deleted. */
  readonly replaceable: boolean
}

interface OrderReceipt {
  readonly id: string
  readonly sentWith: 'order-management' | 'payment'
  readonly addedAt: Instant
  /** Order lines and bottom line as they were sent. */
  readonly content: unknown
}

/** What a merchant has told about one order, whether or not there is a payment. */
export interface OrderInformation extends OrderAddress {
  /** The longest there first. */
  readonly categories: readonly OrderCategory[]
  readonly receipt?: OrderReceipt
}

export type OrderInformationEvent =
  | {
      readonly type: 'category-put' | 'category-added'
      readonly at: Instant
      readonly order: OrderAddress
      readonly category: CategoryTerms
    }
  | { readonly type: 'category-deleted'; readonly at: Instant; readonly id: string }
  | {
      readonly type: 'receipt-added'
      readonly at: Instant
      readonly order: OrderAddress
      readonly receipt: Omit<OrderReceipt, 'addedAt'>
    }

export type OrderInformationCommand =
  | {
      readonly type: 'put-category' | 'add-category'
      readonly at: Instant
      readonly order: OrderAddress
      readonly category: CategoryTerms
    }
  | { readonly type: 'delete-category'; readonly at: Instant; readonly id: string }
  | {
      /** A receipt that comes with a payment yields to one that is there already. */
      readonly type: 'add-receipt' | 'take-receipt-of-payment'
      readonly at: Instant
      readonly order: OrderAddress
      readonly id: string
      readonly content: unknown
    }

export type OrderInformationRefusal = 'receiptExists' | 'tooManyCategories' | 'categoryNotFound'

type OrderDecision = Decision<OrderInformationEvent, OrderInformationRefusal>

/** How many links one order may have beside the replaceable one. */
export const CATEGORIES_MAX = 100

/** The link that the next put replaces. */
export function replaceableCategory(
  state: OrderInformation | undefined,
): OrderCategory | undefined {
  return state?.categories.find(({ replaceable }) => replaceable)
}

/** The links that were added one by one, the newest first. */
export function addedCategories(state: OrderInformation | undefined): readonly OrderCategory[] {
  return (state?.categories ?? []).filter(({ replaceable }) => !replaceable).toReversed()
}

/**
 * The link that the app shows: the newest.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/order-management-api/
 */
export function shownCategory(state: OrderInformation | undefined): OrderCategory | undefined {
  return state?.categories.at(-1)
}

function decide(
  state: OrderInformation | undefined,
  command: OrderInformationCommand,
): OrderDecision {
  switch (command.type) {
    case 'put-category':
      return isSame(shownCategory(state), command.category)
        ? { events: [] }
        : { events: [{ ...command, type: 'category-put' }] }
    case 'add-category':
      return addedCategories(state).length < CATEGORIES_MAX
        ? { events: [{ ...command, type: 'category-added' }] }
        : { refusal: 'tooManyCategories' }
    case 'delete-category':
      return addedCategories(state).some(({ id }) => id === command.id)
        ? { events: [{ ...command, type: 'category-deleted' }] }
        : { refusal: 'categoryNotFound' }
    case 'add-receipt':
      return state?.receipt ? { refusal: 'receiptExists' } : received(command, 'order-management')
    case 'take-receipt-of-payment':
      return state?.receipt ? { events: [] } : received(command, 'payment')
  }
}

/** Putting once more what is shown already changes nothing. */
function isSame(shown: OrderCategory | undefined, { type, url, imageId }: CategoryTerms): boolean {
  return (
    shown?.replaceable === true &&
    shown.type === type &&
    shown.url === url &&
    shown.imageId === imageId
  )
}

function received(
  { at, order, id, content }: Extract<OrderInformationCommand, { readonly content: unknown }>,
  sentWith: OrderReceipt['sentWith'],
): OrderDecision {
  return { events: [{ type: 'receipt-added', at, order, receipt: { id, sentWith, content } }] }
}

function evolve(
  state: OrderInformation | undefined,
  event: OrderInformationEvent,
): OrderInformation {
  switch (event.type) {
    case 'category-put': {
      const { categories, ...order } = state ?? { ...event.order, categories: [] }
      const others = categories.filter(({ replaceable }) => !replaceable)
      const category = { ...event.category, placedAt: event.at, replaceable: true }
      return { ...order, categories: [...others, category] }
    }
    case 'category-added': {
      const { categories, ...order } = state ?? { ...event.order, categories: [] }
      const category = { ...event.category, placedAt: event.at, replaceable: false }
      return { ...order, categories: [...categories, category] }
    }
    case 'category-deleted': {
      const categories = state?.categories.filter(({ id }) => id !== event.id) ?? []
      if (!state || categories.length === state.categories.length) {
        throw impossible('order-information', undefined, event.type)
      }
      return { ...state, categories }
    }
    case 'receipt-added': {
      if (state?.receipt) throw impossible('order-information', 'with a receipt', event.type)
      const order = state ?? { ...event.order, categories: [] }
      return { ...order, receipt: { ...event.receipt, addedAt: event.at } }
    }
  }
}

export const orderInformation: Aggregate<
  OrderInformation,
  OrderInformationCommand,
  OrderInformationEvent,
  OrderInformationRefusal
> = { kind: 'order-information', decide, evolve, wakeAt: () => undefined }
