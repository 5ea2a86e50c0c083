import type { SettlementPage, SettlementTransactionPage } from '@kvitt/contract'
import type { ImportedSettlement } from '@kvitt/domain'
import { jsonResponse } from '../http/json-response.ts'
import {
  findSettlement,
  findSettlements,
  findTransactions,
} from '../settlements/find-settlements.ts'
import { settlementView } from '../settlements/settlement-view.ts'
import type { Exchange } from './exchange.ts'
import { invalid, problem } from './problem.ts'

const PAGE_MAX = 100
const PAGE_DEFAULT = 50
const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/

/** `GET /v1/settlements` */
export async function listSettlements({ services, query }: Exchange): Promise<Response> {
  const limit = limitOf(query)
  if (limit === undefined) return invalid('limit', `must be 1 to ${PAGE_MAX}`)
  const month = query.get('month') ?? undefined
  if (month !== undefined && !MONTH.test(month)) {
    return invalid('month', 'must be a month such as 2026-09')
  }
  const msn = query.get('merchantSerialNumber') ?? undefined
  const after = query.get('after') ?? undefined
  return orWrongPage(async () => {
    const { settlements, next } = await findSettlements(services, { msn, month, after, limit })
    const page: SettlementPage = {
      settlements: settlements.map((each) => settlementView(services, each)),
      ...(next !== undefined && { next }),
    }
    return jsonResponse(page)
  })
}

/** `GET /v1/settlements/{merchantSerialNumber}/{number}` */
export async function getSettlement(exchange: Exchange): Promise<Response> {
  const settlement = await settlementOf(exchange)
  return settlement
    ? jsonResponse(settlementView(exchange.services, settlement))
    : problem('settlementNotFound')
}

/** `GET /v1/settlements/{merchantSerialNumber}/{number}/transactions` */
export async function listSettlementTransactions(exchange: Exchange): Promise<Response> {
  const { services, query } = exchange
  const limit = limitOf(query)
  if (limit === undefined) return invalid('limit', `must be 1 to ${PAGE_MAX}`)
  const settlement = await settlementOf(exchange)
  if (!settlement) return problem('settlementNotFound')
  const after = query.get('after') ?? undefined
  return orWrongPage(async () => {
    const { transactions, next } = await findTransactions(services, settlement, after, limit)
    const page: SettlementTransactionPage = {
      transactions: [...transactions],
      ...(next !== undefined && { next }),
    }
    return jsonResponse(page)
  })
}

function settlementOf({
  services,
  merchantSerialNumber,
  number,
}: Exchange): Promise<ImportedSettlement | undefined> {
  return findSettlement(services, merchantSerialNumber, number)
}

function limitOf(query: URLSearchParams): number | undefined {
  const limit = Number(query.get('limit') ?? PAGE_DEFAULT)
  return Number.isInteger(limit) && limit >= 1 && limit <= PAGE_MAX ? limit : undefined
}

async function orWrongPage(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return invalid('after', 'must be the `next` of the page before')
  }
}
