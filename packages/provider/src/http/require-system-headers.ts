import { SYSTEM_HEADERS, type ExtraDetail } from '@kvitt/contract'
import type { Exchange } from './exchange.ts'
import { isStrict } from './is-strict.ts'
import { validationRefusal } from './refusal.ts'

const LENGTH_MAX = 30
/** Order Management's document alone allows more. */
const ORDER_MANAGEMENT_LENGTH_MAX = 100

/**
 * In strict mode asks for the headers that say which system calls. The real service lets a request
 * without them pass, and the checklists do not.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/http-headers/
 */
export function requireSystemHeaders(exchange: Exchange): Response | undefined {
  if (exchange.operation.headers.authenticated !== true || !isStrict(exchange)) return undefined
  const { headers } = exchange.request
  const isOrderManagement = exchange.operation.api === 'order-management'
  const lengthMax = isOrderManagement ? ORDER_MANAGEMENT_LENGTH_MAX : LENGTH_MAX
  const reasons = SYSTEM_HEADERS.flatMap((name): readonly ExtraDetail[] => {
    const value = headers.get(name)
    if (!value) return [{ name, reason: `The ${name} field is required.` }]
    if (value.length <= lengthMax) return []
    const bound = `a maximum length of ${lengthMax}`
    return [{ name, reason: `The field ${name} must be a string with ${bound}.` }]
  })
  return reasons.length === 0 ? undefined : validationRefusal(exchange, reasons)
}
