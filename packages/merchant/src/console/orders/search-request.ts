import { ConsoleOrderQuery, type ConsoleSearchHint } from '@kvitt/contract'
import { orderNumberOf } from '@kvitt/domain'
import { parseInstant } from '@kvitt/values'
import { fieldErrors } from '../../http/field-errors.ts'
import { findOrder } from '../../orders/find-order.ts'
import type { SalesUnit, Services } from '../../services.ts'
import type { OrderSearch } from './find-orders.ts'

/** Everything that a number or a reference can begin with. */
const BEGINNING = /^[A-Za-z0-9-]{1,100}$/

export type ReadSearch =
  | { readonly search: OrderSearch; readonly query: ConsoleOrderQuery }
  | { readonly wrong: readonly { readonly name: string; readonly reason: string }[] }

/** What a request looks for. */
export function readSearch(
  { configuration }: Pick<Services, 'configuration'>,
  parameters: URLSearchParams,
): ReadSearch {
  const given = [...parameters].filter(([, value]) => value !== '')
  const parsed = ConsoleOrderQuery.safeParse(Object.fromEntries(given))
  if (!parsed.success) return { wrong: fieldErrors(parsed.error.issues) }
  const query = parsed.data
  const { q, msn, from, to, ...rest } = query
  const placedFrom = from === undefined ? undefined : parseInstant(from)
  const placedTo = to === undefined ? undefined : parseInstant(to)
  const wrong = [
    ...(from !== undefined && placedFrom === undefined ? ['from'] : []),
    ...(to !== undefined && placedTo === undefined ? ['to'] : []),
  ]
  if (wrong.length > 0) {
    return { wrong: wrong.map((name) => ({ name, reason: 'expected a moment of RFC 3339' })) }
  }
  const salesUnits = configuration.salesUnits.filter((each) => (msn ?? each.msn) === each.msn)
  const text = q?.trim()
  const beginnings = text ? beginningsOf(text, salesUnits) : undefined
  const msns = new Set<string>(salesUnits.map((each) => each.msn))
  return { search: { ...rest, beginnings, msns, placedFrom, placedTo }, query }
}

/** How the keys begin of orders whose number or reference begins so. */
function beginningsOf(text: string, salesUnits: readonly SalesUnit[]): readonly string[] {
  if (!BEGINNING.test(text)) return []
  const beginnings = salesUnits.flatMap(({ msn, referencePrefix }) => {
    const number = text.startsWith(`${referencePrefix}-`)
      ? (orderNumberOf(referencePrefix, text) ?? text.slice(referencePrefix.length + 1))
      : text
    return [`${msn}/${number}`, ...(referencePrefix.startsWith(text) ? [`${msn}/`] : [])]
  })
  // One that begins with another would be found twice.
  return beginnings
    .filter((each) => !beginnings.some((other) => other !== each && each.startsWith(other)))
    .toSorted()
}

/** Why a search has found nothing, where there is something to say. */
export async function hintFor(
  services: Services,
  { q = '', msn }: ConsoleOrderQuery,
): Promise<ConsoleSearchHint | undefined> {
  const text = q.trim()
  if (text === '') return undefined
  if (!BEGINNING.test(text)) return { kind: 'impossible' }
  const { salesUnits } = services.configuration
  const owner = salesUnits.find(({ referencePrefix }) => text.startsWith(`${referencePrefix}-`))
  const number = owner ? orderNumberOf(owner.referencePrefix, text) : text
  const found = number === undefined ? undefined : await findOrder(services, number)
  if (found && msn !== undefined && found.state.msn !== msn) {
    return { kind: 'otherSalesUnit', msn: found.state.msn }
  }
  const looksForeign = !owner && /^[A-Za-z][A-Za-z0-9-]*-/.test(text)
  if (!looksForeign) return undefined
  return {
    kind: 'foreignReference',
    prefixes: salesUnits.map(({ referencePrefix }) => referencePrefix),
  }
}
