import type { AnyAggregate, ListPage, ListRequest, StateOf } from './store.ts'

/** `cursor` is where a page that ends with this row goes on. */
export type ListRow = readonly [cursor: string | number, key: string, state: string]

/** No key holds this character, and every other sorts before it. */
const LAST = '\u{10FFFF}'

/** Which keys a list by prefix holds from here on: at least `from`, above `above`, below `below`. */
export function keyRange(
  prefix: string,
  after: string | undefined,
): readonly [from: string, above: string, below: string] {
  if (after !== undefined && !after.startsWith(prefix)) {
    throw new RangeError('the list goes on elsewhere: ask for its next page with the same prefix')
  }
  return [prefix, after ?? '', prefix + LAST]
}

/** The position that a list of the newest first goes on before; undefined for its beginning. */
export function positionOf(after: string | undefined): number | undefined {
  if (after === undefined) return undefined
  const position = Number(after)
  if (!Number.isSafeInteger(position)) {
    throw new RangeError('the list goes on elsewhere: ask for its next page without a prefix')
  }
  return position
}

/**
 * The position that a list begins before whose newest rows do not pass, while all older ones do.
 *
 * @param newestBefore the newest row before a position
 */
export async function bisected<State>(
  newestBefore: (position: number) => ListRow | undefined | Promise<ListRow | undefined>,
  passes: (state: State) => boolean,
): Promise<number> {
  const rowPasses = ([, , state]: ListRow): boolean => passes(JSON.parse(state) as State)
  const newest = await newestBefore(Number.MAX_SAFE_INTEGER)
  if (!newest || rowPasses(newest)) return Number.MAX_SAFE_INTEGER
  let failing = Number(newest[0])
  /** All that are here or before pass, if there are any. */
  let passing = 0
  while (failing - passing > 1) {
    const middle = Math.floor((passing + failing) / 2)
    const row = await newestBefore(middle + 1)
    if (!row || rowPasses(row)) passing = middle
    else failing = Number(row[0])
  }
  return failing
}

/** A page of rows that were read with a limit of one more than asked for. */
export function listPage<A extends AnyAggregate>(
  rows: readonly ListRow[],
  { limit }: Pick<ListRequest, 'limit'>,
): ListPage<A> {
  const shown = rows.slice(0, limit)
  const items = shown.map(([, key, state]) => ({ key, state: JSON.parse(state) as StateOf<A> }))
  const last = shown.at(-1)
  return rows.length > limit && last ? { items, next: String(last[0]) } : { items }
}
