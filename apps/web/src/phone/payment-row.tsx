import { Avatar, Group, Paper, Stack, Text } from '@mantine/core'
import type { PhonePaymentSummary } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormats } from '../customer/formats.ts'
import { pathOfPayment } from './paths.ts'
import { statusOf } from './payment-status.ts'

interface PaymentRowProps {
  readonly phoneNumber: string
  readonly payment: PhonePaymentSummary
}

/** A payment in the list: to whom, how much, and what has become of it. */
export function PaymentRow({ phoneNumber, payment }: PaymentRowProps): React.ReactNode {
  const { t } = useTranslation('phone')
  const { money, moment } = useFormats()
  const { merchant, amount, description, createdAt, state } = payment
  const isWaiting = state === 'CREATED'
  return (
    <Paper
      component={Link}
      to={pathOfPayment(phoneNumber, payment)}
      withBorder
      p="sm"
      radius="md"
      c="var(--mantine-color-text)"
      style={{
        display: 'block',
        textDecoration: 'none',
        ...(isWaiting && { borderColor: 'var(--mantine-color-kvitt-6)', borderWidth: 2 }),
      }}
    >
      <Group wrap="nowrap" gap="sm" align="start">
        <Avatar name={merchant} color="kvitt" variant="filled" radius="md" aria-hidden="true" />
        <Stack gap={0} style={{ flex: 1, minWidth: 0 }}>
          <Group justify="space-between" wrap="nowrap" gap="xs" align="start">
            <Text fw={600} lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
              {merchant}
            </Text>
            <Text fw={600} style={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>
              {money(amount)}
            </Text>
          </Group>
          {description && (
            <Text size="sm" lineClamp={1} style={{ overflowWrap: 'anywhere' }}>
              {description}
            </Text>
          )}
          <Text size="xs" c="dimmed">
            {t(`status.${statusOf(payment)}`)} · {moment(createdAt)}
          </Text>
        </Stack>
      </Group>
    </Paper>
  )
}
