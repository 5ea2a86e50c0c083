import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { ConsoleOrder } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { ChangeButton } from './change-button.tsx'
import { OrderProblem } from './order-problem.tsx'
import { useReading } from './order-queries.ts'

interface OrderActionsProps {
  readonly order: ConsoleOrder
  readonly mayHandle: boolean
}

/** What may be done with an order now; what may not be done says why. */
export function OrderActions({ order, mayHandle }: OrderActionsProps): React.ReactNode {
  const { t } = useTranslation('console-orders')
  if (!mayHandle) {
    return (
      <Text size="sm" c="dimmed">
        {t('actions.readerOnly')}
      </Text>
    )
  }
  return (
    <Group role="group" aria-label={t('actions.group')}>
      <ChangeButton order={order} action="capture" />
      <ChangeButton order={order} action="refund" />
      <ChangeButton order={order} action="alternative" />
      <ChangeButton order={order} action="cancel" />
      <ChangeButton order={order} action="attempt" />
      <ReadButton order={order} />
    </Group>
  )
}

function ReadButton({ order }: { readonly order: ConsoleOrder }) {
  const { t } = useTranslation('console-orders')
  const { mutate, isPending, error } = useReading(order.number)
  const read = (): void =>
    mutate(undefined, {
      onSuccess: ({ readAt }) =>
        notifications.show({
          message: readAt === order.readAt ? t('actions.readWaits') : t('actions.readDone'),
        }),
    })
  return (
    <>
      <Button variant="default" loading={isPending} onClick={read}>
        {t('actions.read')}
      </Button>
      {error && <OrderProblem error={error} />}
    </>
  )
}
