import type { OrderPage } from '@kvitt/contract'
import { order } from '@kvitt/domain'
import { jsonResponse } from '../http/json-response.ts'
import { orderView } from '../orders/order-view.ts'
import type { Exchange } from './exchange.ts'
import { invalid } from './problem.ts'

const PAGE_MAX = 100
const PAGE_DEFAULT = 50

/** `GET /v1/orders` */
export async function listOrders({ services, query }: Exchange): Promise<Response> {
  const { store, configuration } = services
  const limit = Number(query.get('limit') ?? PAGE_DEFAULT)
  if (!Number.isInteger(limit) || limit < 1 || limit > PAGE_MAX) {
    return invalid('limit', `must be 1 to ${PAGE_MAX}`)
  }
  const msn = query.get('merchantSerialNumber') ?? configuration.salesUnits[0]?.msn
  const begins = query.get('prefix')
  const after = query.get('after')
  try {
    const { items, next } = await store.list(order, {
      limit,
      ...((begins !== null || query.has('merchantSerialNumber')) && {
        prefix: `${msn}/${begins ?? ''}`,
      }),
      ...(after !== null && { after }),
    })
    const page: OrderPage = {
      orders: items.map(({ state }) => orderView(state)),
      ...(next !== undefined && { next }),
    }
    return jsonResponse(page)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return invalid('after', 'must be the `next` of the page before')
  }
}
