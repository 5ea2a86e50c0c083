import { Group, Progress, Stack, Text } from '@mantine/core'
import type { ConsoleOrder } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../customer/formats.ts'

/** What has become of the money: parts of one bar, and in words below it. */
export function OrderAmounts({ order }: { readonly order: ConsoleOrder }): React.ReactNode {
  const { t } = useTranslation('console-orders')
  const { money } = useFormats()
  const { amount, authorized, captured, refunded, remaining, cancelled, currency } = order
  const parts = [
    { name: t('order.captured'), value: captured - refunded, color: 'kvitt.6' },
    { name: t('order.refunded'), value: refunded, color: 'orange.7' },
    { name: t('order.reserved'), value: remaining, color: 'blue.6' },
    { name: t('order.cancelled'), value: cancelled, color: 'gray.6' },
  ].filter(({ value }) => value > 0)
  if (parts.length === 0) return <Text c="dimmed">{t('order.nothingReserved')}</Text>
  const whole = Math.max(authorized, amount, 1)
  return (
    <Stack gap="xs">
      <Progress.Root size={24} radius="sm">
        {parts.map(({ name, value, color }) => (
          <Progress.Section
            key={name}
            value={(value / whole) * 100}
            color={color}
            aria-label={`${name}: ${money({ value, currency })}`}
          />
        ))}
      </Progress.Root>
      <Group gap="lg">
        {parts.map(({ name, value, color }) => (
          <Group key={name} gap={6}>
            <Text component="span" c={color} aria-hidden>
              ■
            </Text>
            <Text size="sm">
              {name} {money({ value, currency })}
            </Text>
          </Group>
        ))}
      </Group>
    </Stack>
  )
}
