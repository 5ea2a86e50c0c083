import { categoryAddress, type OrderAddress } from '@kvitt/domain'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { notFoundResponse } from './error-response.ts'
import { categoryKey } from './order-key.ts'

/** The order to which the category of a request's path belongs, or belonged. */
export async function orderOfCategory({
  parameters,
  salesUnit,
  services,
}: AuthenticatedExchange): Promise<OrderAddress | undefined> {
  const key = categoryKey(salesUnit.msn, parameters['categoryId'] ?? '')
  return (await services.store.load(categoryAddress, key))?.order
}

export function categoryNotFound(exchange: AuthenticatedExchange): Response {
  const { parameters, salesUnit } = exchange
  const detail = `There is no category ${parameters['categoryId'] ?? ''} for MSN ${salesUnit.msn}.`
  return notFoundResponse(exchange, detail)
}
