import {
  amountWithoutTail,
  ShippingAnswer as Answer,
  ShippingGroup,
  ShippingOption,
} from '@kvitt/contract'
import type { Payment, ShippingGroup as Group } from '@kvitt/domain'
import { groupOf } from './shipping-groups.ts'

/** What a merchant says about shipping to an address. */
export type ShippingAnswer =
  | { readonly groups: readonly Group[]; readonly dropped: readonly string[] }
  /** The customer may choose another address. */
  | { readonly failure: 'cannotShip'; readonly reason: string }
  /** The customer may try again. */
  | { readonly failure: 'callbackFailed'; readonly reason: string }

type Amount = Payment['terms']['amount']

/** Goods and shipping together are an amount, so they have its bound. */
const AMOUNT_MAX = 65_000_000

/**
 * Reads what a callback answered with success. What cannot be offered is dropped and told; an
 * answer in which nothing is left says that the merchant does not ship there.
 */
export function offeredGroups(text: string, amount: Amount): ShippingAnswer {
  const body = jsonOf(text)
  if (Array.isArray(body) && body.length === 0) return nothing('the answer is []')
  const answer = Answer.safeParse(body)
  if (!answer.success) {
    return { failure: 'callbackFailed', reason: 'the answer is not JSON with "groups"' }
  }
  const dropped: string[] = []
  const groups = (answer.data.groups ?? []).flatMap((group, index) => {
    const usable = withUsableOptions(group, `groups.${index}`, amount, dropped)
    const parsed = ShippingGroup.safeParse(usable)
    if (parsed.success) return [groupOf(parsed.data)]
    dropped.push(`groups.${index}: ${whyNot(parsed.error)}`)
    return []
  })
  if (groups.length > 0) return { groups, dropped }
  return nothing(dropped.length > 0 ? `nothing usable: ${dropped.join('; ')}` : 'no groups')
}

function nothing(reason: string): ShippingAnswer {
  return { failure: 'cannotShip', reason }
}

function withUsableOptions(
  group: unknown,
  path: string,
  amount: Amount,
  dropped: string[],
): unknown {
  const { options } = Object(group)
  if (!Array.isArray(options)) return group
  const usable = options.flatMap((sent: unknown, index) => {
    const option = ShippingOption.safeParse(mended(sent))
    const reason = option.success ? whyNotAdded(option.data, amount) : whyNot(option.error)
    if (option.success && reason === undefined) return [option.data]
    dropped.push(`${path}.options.${index}: ${reason}`)
    return []
  })
  return { ...Object(group), options: usable }
}

function mended(option: unknown): unknown {
  const { amount } = Object(option)
  return amount === undefined ? option : { ...Object(option), amount: amountWithoutTail(amount) }
}

function whyNotAdded({ amount }: ShippingOption, goods: Amount): string | undefined {
  if (amount.currency !== goods.currency) return `the currency is ${amount.currency}`
  return amount.value + goods.value > AMOUNT_MAX ? 'the sum is too large' : undefined
}

function whyNot({
  issues,
}: {
  readonly issues: readonly { path: PropertyKey[]; message: string }[]
}): string {
  return issues
    .map(({ path, message }) => `${path.join('.')}: ${message}`.replace(/^: /, ''))
    .join(', ')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
