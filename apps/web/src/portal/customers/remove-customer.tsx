import { Button, Group, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { CustomerView } from '@kvitt/contract'
import { QueryProblem } from '../../components/query-problem.tsx'
import { useCustomerRemoval } from './customer-queries.ts'

interface RemoveCustomerProps {
  readonly customer: CustomerView
  readonly close: () => void
}

/** Asks before somebody is gone. */
export function RemoveCustomer({ customer, close }: RemoveCustomerProps): React.ReactNode {
  const { mutate, isPending, error } = useCustomerRemoval()
  const { name, phoneNumber } = customer
  const remove = (): void =>
    mutate(phoneNumber, {
      onSuccess: () => {
        notifications.show({ message: `${name} is gone.` })
        close()
      },
    })
  return (
    <Stack>
      <Text style={{ overflowWrap: 'anywhere' }}>
        Nobody will answer at {phoneNumber}. Payments that have been made stay as they are.
      </Text>
      {error && <QueryProblem error={error} />}
      <Group justify="end">
        <Button variant="default" onClick={close} data-autofocus>
          Keep
        </Button>
        <Button color="red.9" loading={isPending} onClick={remove}>
          Remove
        </Button>
      </Group>
    </Stack>
  )
}
