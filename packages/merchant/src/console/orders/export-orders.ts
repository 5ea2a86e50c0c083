import type { ConsoleDay, ConsoleOrderSummary } from '@kvitt/contract'
import { instant, type Currency } from '@kvitt/values'
import type { Services } from '../../services.ts'
import { BYTE_ORDER_MARK, csvAmount, csvLine } from './csv.ts'
import { momentOf } from './moment-of.ts'
import { findOrders, type OrderSearch } from './find-orders.ts'
import { orderSummary } from './order-summary.ts'
import { readWorklist, type WorklistKind } from './read-worklist.ts'

/** What a sheet holds with its heading. */
const ROWS_MAX = 1_048_575
const PAGE = 100
/** The list is read anew for each page. */
const WORKLIST_PAGE = 500

const ORDER_HEADINGS = {
  en: [
    'Order',
    'Sales unit',
    'Reference',
    'Status',
    'Currency',
    'Amount',
    'Reserved',
    'Captured',
    'Refunded',
    'Still reserved',
    'Placed',
    'Guaranteed until',
    'Customer',
    'Description',
    'Needs attention',
  ],
  nb: [
    'Ordre',
    'Salgssted',
    'Referanse',
    'Status',
    'Valuta',
    'Beløp',
    'Reservert',
    'Belastet',
    'Refundert',
    'Fortsatt reservert',
    'Lagt inn',
    'Garantert til',
    'Kunde',
    'Beskrivelse',
    'Krever handling',
  ],
} as const

export type ExportLanguage = keyof typeof ORDER_HEADINGS

/** The orders that fit a search as a CSV file, a page of them at a time. */
export async function* exportOrders(
  { store }: Pick<Services, 'store'>,
  search: OrderSearch,
  language: ExportLanguage,
): AsyncGenerator<string, void, undefined> {
  yield BYTE_ORDER_MARK + csvLine(ORDER_HEADINGS[language])
  let cursor: string | undefined
  let rows = 0
  do {
    const { orders, next } = await findOrders(store, { ...search, limit: PAGE, cursor })
    const lines = orders.slice(0, ROWS_MAX - rows).map((state) => orderLine(orderSummary(state)))
    rows += lines.length
    yield lines.join('')
    cursor = next
  } while (cursor !== undefined && rows < ROWS_MAX)
}

/** A worklist as a CSV file. */
export async function* exportWorklist(
  services: Pick<Services, 'store' | 'configuration'>,
  kind: WorklistKind,
  language: ExportLanguage,
): AsyncGenerator<string, void, undefined> {
  yield BYTE_ORDER_MARK + csvLine(ORDER_HEADINGS[language])
  for (let from: number | undefined = 0; from !== undefined;) {
    const { orders, next } = await readWorklist(services, kind, from, WORKLIST_PAGE)
    yield orders.map(orderLine).join('')
    from = next === undefined ? undefined : Number(next)
  }
}

function orderLine(order: ConsoleOrderSummary): string {
  const { currency, placedAt, guaranteedUntil, attention } = order
  return csvLine([
    order.number,
    order.msn,
    order.reference,
    order.status,
    currency,
    ...[order.amount, order.authorized, order.captured, order.refunded, order.remaining].map(
      csvAmount,
    ),
    moment(placedAt, currency),
    guaranteedUntil && moment(guaranteedUntil, currency),
    order.customer,
    order.description,
    attention.join(', '),
  ])
}

function moment(at: string, currency: Currency): string {
  return momentOf(instant(Date.parse(at)), currency)
}

const FIGURE_HEADINGS = {
  en: ['Day', 'Currency', 'Orders', 'Payments', 'Reserved', 'Captured', 'Refunded', 'Released'],
  nb: ['Dag', 'Valuta', 'Ordrer', 'Betalinger', 'Reservert', 'Belastet', 'Refundert', 'Frigitt'],
} as const satisfies Record<ExportLanguage, unknown>

/** Daily figures as a CSV file. */
export function figuresFile(
  currencies: readonly { readonly currency: Currency; readonly days: readonly ConsoleDay[] }[],
  language: ExportLanguage,
): string {
  const lines = currencies.flatMap(({ currency, days }) =>
    days.map(({ day, orders, payments, authorized, captured, refunded, cancelled }) =>
      csvLine([
        day,
        currency,
        orders,
        payments,
        ...[authorized, captured, refunded, cancelled].map(csvAmount),
      ]),
    ),
  )
  return BYTE_ORDER_MARK + csvLine(FIGURE_HEADINGS[language]) + lines.join('')
}
