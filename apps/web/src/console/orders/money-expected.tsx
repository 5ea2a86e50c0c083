import { Stack, Text } from '@mantine/core'
import type { ConsoleOrder } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../customer/formats.ts'

/** When money should be where it goes: with the shop, and back with the customer. */
export function MoneyExpected({ order }: { readonly order: ConsoleOrder }): React.ReactNode {
  const { t } = useTranslation('console-orders')
  const { money, day } = useFormats()
  const { currency, captured, captures, refunded, actions } = order
  const known = captures.reduce((sum, { amount }) => sum + amount, 0)
  return (
    <Stack gap="xs">
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
      {(refunded > 0 || actions.refund.isAllowed) && (
        <Text size="sm" c="dimmed">
          {t('order.refundTime')}
        </Text>
      )}
    </Stack>
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
