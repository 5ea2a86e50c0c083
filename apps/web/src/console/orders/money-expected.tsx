import { Stack, Text } from '@mantine/core'
import type { ConsoleOrder } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../customer/formats.ts'

/** When money should be where it goes: with the shop, and back with the customer. */
export function MoneyExpected({ order }: { readonly order: ConsoleOrder }): React.ReactNode {
  return (
    <Stack gap="xs">
      {/* Once the ledger has all of it, it says more than a calendar can. */}
      {order.settlement?.isComplete !== true && <Payouts order={order} />}
      <Refunds order={order} />
    </Stack>
  )
}

function Payouts({ order }: { readonly order: ConsoleOrder }) {
  const { t } = useTranslation('console-orders')
  const { money, day } = useFormats()
  const { currency, captured, captures } = order
  const known = captures.reduce((sum, { amount }) => sum + amount, 0)
  return (
    <>
      {payoutsOf(captures).map(([on, amount]) => (
        <Text key={on} size="sm" c="dimmed">
          {t('order.payoutOn', { amount: money({ value: amount, currency }), day: day(on) })}
        </Text>
      ))}
      {currency === 'NOK' && captured > known && (
        <Text size="sm" c="dimmed">
          {t('order.payout')}
        </Text>
      )}
    </>
  )
}

function Refunds({ order }: { readonly order: ConsoleOrder }) {
  const { t } = useTranslation('console-orders')
  const { money, moment, shortDay } = useFormats()
  const { currency, refunds, refunded, actions } = order
  const isForetold = refunds.some(({ latestOn }) => latestOn !== undefined)
  return (
    <>
      {refunds.map(({ amount: value, refundedAt, expectedFrom, expectedUntil, latestOn }) => {
        if (expectedFrom === undefined || expectedUntil === undefined || latestOn === undefined) {
          return null
        }
        return (
          <Text key={`${refundedAt} ${value}`} size="sm" c="dimmed">
            {t('order.refundExpected', {
              amount: money({ value, currency }),
              time: moment(refundedAt),
              from: shortDay(expectedFrom),
              until: shortDay(expectedUntil),
              latest: shortDay(latestOn),
            })}
          </Text>
        )
      })}
      {(refunded > 0 || actions.refund.isAllowed) && !isForetold && (
        <Text size="sm" c="dimmed">
          {t('order.refundTime')}
        </Text>
      )}
    </>
  )
}

/** What should come on each day, in minor units; the earliest day first. */
function payoutsOf(captures: ConsoleOrder['captures']): readonly (readonly [string, number])[] {
  const sums = new Map<string, number>()
  for (const { amount, expectedPayoutOn: on } of captures) {
    if (on !== undefined) sums.set(on, (sums.get(on) ?? 0) + amount)
  }
  return [...sums].toSorted(([left], [right]) => left.localeCompare(right))
}
