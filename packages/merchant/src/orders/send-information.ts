import { isDeepStrictEqual } from 'node:util'
import type { AddReceiptRequest, PutCategoryRequest, Receipt } from '@kvitt/contract'
import { order, type Information, type OrderCommand } from '@kvitt/domain'
import { KvittError } from '@kvitt/sdk'
import { addMs, MINUTE_MS } from '@kvitt/values'
import type { OrderInformation, SalesUnit, Services } from '../services.ts'
import { isOurFault } from './our-fault.ts'

/** By then an answer is given up, and the same is sent again. */
const ANSWER_MS = 2 * MINUTE_MS

/**
 * Tells the customer's app what an order says beside its payment. There are no idempotency keys
 * here: a link is replaced by the same link, and a receipt that is there already is read back.
 *
 * @param reference of the payment that pays the order
 * @see https://developer.vippsmobilepay.com/docs/APIs/order-management-api/
 */
export async function sendInformation(
  { store, clock }: Services,
  { information: api }: SalesUnit,
  key: string,
  reference: string,
  information: Information,
): Promise<void> {
  const { id } = information
  const sentAt = clock.now()
  const answerDueAt = addMs(sentAt, ANSWER_MS)
  const command = { type: 'send-information', at: sentAt, id, answerDueAt } as const
  const { refusal } = await store.decide({ aggregate: order, key, command, at: sentAt })
  if (refusal !== undefined) return
  const came = await outcomeOf(api, reference, information)
  const at = clock.now()
  await store.decide({ aggregate: order, key, command: { ...came, at, id }, at })
}

type Reported = Extract<OrderCommand, { readonly type: `report-information-${string}` }>
type Report = Reported extends infer Each
  ? Each extends Reported
    ? Omit<Each, 'at' | 'id'>
    : never
  : never

async function outcomeOf(
  api: OrderInformation,
  reference: string,
  information: Information,
): Promise<Report> {
  try {
    await send(api, reference, information)
    return { type: 'report-information-done' }
  } catch (error) {
    if (!(error instanceof KvittError)) throw error
    const { code, verdict, traceId, retryAfterMs } = error
    if (verdict !== 'refused' || isOurFault(code)) {
      const wait = retryAfterMs === undefined ? {} : { retryAfterMs }
      return { type: 'report-information-postponed', code, ...wait }
    }
    return {
      type: 'report-information-refused',
      code,
      ...(traceId !== undefined && { traceId }),
    }
  }
}

async function send(
  api: OrderInformation,
  orderId: string,
  { kind, content }: Information,
): Promise<void> {
  if (kind === 'category') {
    await api.putCategory({ orderId }, content as PutCategoryRequest)
    return
  }
  const receipt = content as AddReceiptRequest
  try {
    await api.addReceipt({ orderId }, receipt)
  } catch (error) {
    const isThere = error instanceof KvittError && error.code === 'conflict'
    if (!isThere) throw error
    // It may be this very receipt, whose answer was lost; any other cannot be replaced.
    const known = (await api.getOrder({ orderId })).receipt
    if (!known || !isDeepStrictEqual(soldIn(known), soldIn(receipt))) throw error
  }
}

/** What tells two receipts of one order apart. */
function soldIn({ orderLines }: Pick<Receipt, 'orderLines'>): readonly unknown[] {
  return orderLines.map(({ id, name, totalAmount }) => [id, name, totalAmount])
}
