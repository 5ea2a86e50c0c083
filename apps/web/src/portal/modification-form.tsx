import { Button, Group, NumberInput, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { PaymentDetails } from '@kvitt/contract'
import { useState } from 'react'
import { amountInWords } from '../components/amount.tsx'
import { QueryProblem } from '../components/query-problem.tsx'
import { TYPED_NUMBER } from '../components/typed-number.ts'
import { useModification, type ModificationWish } from './payment-queries.ts'

const DONE = { capture: 'Captured', refund: 'Refunded', cancel: 'Cancelled' } as const

interface ModificationFormProps {
  readonly action: ModificationWish['action']
  readonly label: string
  readonly payment: PaymentDetails
  /** In minor units. */
  readonly maxAmount: number
  readonly close: () => void
}

/** Asks how much, and says what came of it. */
export function ModificationForm(props: ModificationFormProps): React.ReactNode {
  const { action, label, payment, maxAmount, close } = props
  const { currency } = payment.amount
  const [amount, setAmount] = useState<string | number>(maxAmount / 100)
  const { mutate, isPending, error } = useModification(payment.msn, payment.reference)
  const value = Math.round(Number(amount) * 100)
  const submit = (event: React.FormEvent): void => {
    event.preventDefault()
    mutate(action === 'cancel' ? { action } : { action, amount: value }, {
      onSuccess: () => {
        notifications.show({ message: `${DONE[action]} ${amountInWords(value, currency)}` })
        close()
      },
    })
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        {action === 'cancel' ? (
          <Text>
            {amountInWords(maxAmount, currency)} is released to the customer. This cannot be undone.
          </Text>
        ) : (
          <NumberInput
            label={`Amount in ${currency}`}
            description={`At most ${amountInWords(maxAmount, currency)}`}
            {...TYPED_NUMBER}
            value={amount}
            onChange={setAmount}
            decimalScale={2}
            min={0.01}
            max={maxAmount / 100}
            data-autofocus
          />
        )}
        {error && <QueryProblem error={error} />}
        <Group justify="end">
          <Button variant="default" onClick={close}>
            Back
          </Button>
          <Button type="submit" loading={isPending} disabled={!(value >= 1 && value <= maxAmount)}>
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
