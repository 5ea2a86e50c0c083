import { Text } from '@mantine/core'
import type { PaymentDetails } from '@kvitt/contract'
import { amountInWords } from '../components/amount.tsx'
import { PartsBar } from '../components/parts-bar.tsx'

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
  ]
  if (parts.every(({ value }) => value <= 0)) return <Text c="dimmed">Nothing is reserved.</Text>
  return (
    <PartsBar
      parts={parts}
      whole={Math.max(authorizedAmount.value, total)}
      inWords={(value) => amountInWords(value, currency)}
    />
  )
}
