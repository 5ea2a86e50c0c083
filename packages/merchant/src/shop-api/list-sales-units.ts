import type { SalesUnitList } from '@kvitt/contract'
import { availability } from '@kvitt/domain'
import { addMs, formatInstant, HOUR_MS } from '@kvitt/values'
import { jsonResponse } from '../http/json-response.ts'
import { adviceFor } from '../orders/failure-texts.ts'
import type { SalesUnit } from '../services.ts'
import type { Exchange } from './exchange.ts'

/** How long a product is said to be missing: then a shop may offer it again, and it shows. */
const MISSING_MS = HOUR_MS

/** `GET /v1/sales-units` */
export async function listSalesUnits({ services }: Exchange): Promise<Response> {
  const { configuration } = services
  const list: SalesUnitList = {
    salesUnits: await Promise.all(configuration.salesUnits.map((each) => view(services, each))),
  }
  return jsonResponse(list)
}

async function view(
  { store, clock }: Exchange['services'],
  { msn, name, currency }: SalesUnit,
): Promise<SalesUnitList['salesUnits'][number]> {
  const state = await store.load(availability, msn)
  const now = clock.now()
  const missing = (state?.missing ?? []).filter(({ at }) => addMs(at, MISSING_MS) > now)
  return {
    merchantSerialNumber: msn,
    ...(name !== undefined && { name }),
    currency,
    available: state?.outage === undefined,
    ...(state?.outage && {
      reason: state.outage.code,
      ...adviceOn(state.outage.code),
      since: formatInstant(state.outage.since),
    }),
    missing: missing.map(({ product, code, at }) => ({
      product,
      reason: code,
      ...adviceOn(code),
      since: formatInstant(at),
    })),
  }
}

function adviceOn(code: string): { readonly advice?: string } {
  const advice = adviceFor(code)
  return advice === undefined ? {} : { advice }
}
