import { invalid } from './problem.ts'

const PAGE_MAX = 100
const PAGE_DEFAULT = 50

/** How much of a list is asked for; a refusal where it cannot be given. */
export function limitOf(query: URLSearchParams): number | Response {
  const limit = Number(query.get('limit') ?? PAGE_DEFAULT)
  const isUsable = Number.isInteger(limit) && limit >= 1 && limit <= PAGE_MAX
  return isUsable ? limit : invalid('limit', `must be 1 to ${PAGE_MAX}`)
}

/** What is answered, or the refusal of an `after` that no page has given. */
export async function orWrongPage(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return invalid('after', 'must be the `next` of the page before')
  }
}
