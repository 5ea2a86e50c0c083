import { Group, Progress, Stack, Text } from '@mantine/core'
import type { PaymentDetails } from '@kvitt/contract'
import { Amount, amountInWords } from '../components/amount.tsx'

/** What has become of the authorized amount: parts of one bar, and in words below it. */
export function AmountBar({ payment }: { readonly payment: PaymentDetails }): React.ReactNode {
  const { currency, value: total } = payment.amount
  const { authorizedAmount, cancelledAmount, capturedAmount, refundedAmount } = payment.aggregate
  const reserved = authorizedAmount.value - capturedAmount.value - cancelledAmount.value
  const parts = [
    { name: 'Captured', value: capturedAmount.value - refundedAmount.value, color: 'kvitt.6' },
    { name: 'Refunded', value: refundedAmount.value, color: 'orange.7' },
    { name: 'Reserved', value: Math.max(reserved, 0), color: 'blue.6' },
    { name: 'Cancelled', value: cancelledAmount.value, color: 'gray.6' },
  ].filter(({ value }) => value > 0)
  const whole = Math.max(authorizedAmount.value, total)
  if (parts.length === 0) return <Text c="dimmed">Nothing is reserved.</Text>
  return (
    <Stack gap="xs">
      <Progress.Root size={24} radius="sm">
        {parts.map(({ name, value, color }) => (
          <Progress.Section
            key={name}
            value={(value / whole) * 100}
            color={color}
            aria-label={`${name}: ${amountInWords(value, currency)}`}
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
              {name} <Amount value={value} currency={currency} />
            </Text>
          </Group>
        ))}
      </Group>
    </Stack>
  )
}
