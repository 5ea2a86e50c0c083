import type { TestOrderRequest } from '@kvitt/contract'
import type { Exchange } from './exchange.ts'
import { placeAt } from './place-order.ts'
import { problem } from './problem.ts'

/** `POST /v1/sales-units/{merchantSerialNumber}/test-order` */
export async function placeTestOrder(exchange: Exchange): Promise<Response> {
  const { services, merchantSerialNumber, body } = exchange
  const { salesUnits } = services.configuration
  const salesUnit = salesUnits.find(({ msn }) => msn === merchantSerialNumber)
  if (!salesUnit) return problem('salesUnitNotFound')
  const { number, returnUrl, amount } = body as TestOrderRequest
  return placeAt(services, salesUnit, {
    number,
    amount: { currency: salesUnit.currency, value: amount },
    description: `Test of sales unit ${salesUnit.msn}`,
    returnUrl,
    // Capturing is part of what is tried.
    capture: 'on-ship',
  })
}
