import { Text } from '@mantine/core'
import type { ConsoleOrder } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { PartsBar } from '../../components/parts-bar.tsx'
import { useFormats } from '../../customer/formats.ts'

/** What has become of the money: parts of one bar, and in words below it. */
export function OrderAmounts({ order }: { readonly order: ConsoleOrder }): React.ReactNode {
  const { t } = useTranslation('console-orders')
  const { money } = useFormats()
  const { amount, authorized, captured, refunded, remaining, cancelled, currency } = order
  const parts = [
    // What is refunded stays captured: its part of the bar stands for what is kept.
    {
      name: t('order.captured'),
      value: captured - refunded,
      said: captured,
      color: 'kvitt.6',
    },
    { name: t('order.refunded'), value: refunded, color: 'orange.7' },
    { name: t('order.reserved'), value: remaining, color: 'blue.6' },
    { name: t('order.cancelled'), value: cancelled, color: 'gray.6' },
  ]
  if (parts.every(({ value, said = value }) => said <= 0)) {
    return <Text c="dimmed">{t('order.nothingReserved')}</Text>
  }
  return (
    <PartsBar
      parts={parts}
      whole={Math.max(authorized, amount, 1)}
      inWords={(value) => money({ value, currency })}
    />
  )
}
