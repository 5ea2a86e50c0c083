import type { OrderPage } from '@kvitt/contract'
import { order } from '@kvitt/domain'
import { jsonResponse } from '../http/json-response.ts'
import { orderView } from '../orders/order-view.ts'
import type { Exchange } from './exchange.ts'
import { limitOf, orWrongPage } from './list-pages.ts'

/** `GET /v1/orders` */
export async function listOrders({ services, query }: Exchange): Promise<Response> {
  const { store, configuration } = services
  const limit = limitOf(query)
  if (limit instanceof Response) return limit
  const msn = query.get('merchantSerialNumber') ?? configuration.salesUnits[0]?.msn
  const begins = query.get('prefix')
  const after = query.get('after')
  return orWrongPage(async () => {
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
  })
}
