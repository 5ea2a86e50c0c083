import '../../languages/console-orders/messages.ts'
import {
  Anchor,
  Badge,
  Breadcrumbs,
  Grid,
  Group,
  Skeleton,
  Stack,
  Text,
  Title,
} from '@mantine/core'
import type { ConsoleOrder } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useFormats } from '../../customer/formats.ts'
import { useConsoleSession } from '../session-queries.ts'
import { isGuaranteeOver } from './is-guarantee-over.ts'
import { MoneyExpected } from './money-expected.tsx'
import { OrderActions } from './order-actions.tsx'
import { OrderAmounts } from './order-amounts.tsx'
import { OrderAttempts } from './order-attempts.tsx'
import { OrderAttention } from './order-attention.tsx'
import { OrderFacts } from './order-facts.tsx'
import { OrderInformation } from './order-information.tsx'
import { OrderLines } from './order-lines.tsx'
import { OrderProblem } from './order-problem.tsx'
import { useConsoleOrder, useTimeline } from './order-queries.ts'
import { OrderSetAside } from './order-set-aside.tsx'
import { OrderSettlement } from './order-settlement.tsx'
import { OrderStatus } from './order-status.tsx'
import { OrderTimeline } from './order-timeline.tsx'
import { UnderWay } from './under-way.tsx'

/** One order: its money, what may be done with it, and all that has happened to it. */
export function OrderPage(): React.ReactNode {
  const { number = '' } = useParams()
  const { t } = useTranslation('console-orders')
  const { data: order, error, isPending, refetch } = useConsoleOrder(number)
  return (
    <Stack>
      <Breadcrumbs>
        <Anchor component={Link} to="/console/orders">
          {t('orders')}
        </Anchor>
        <Text ff="monospace" size="sm" style={{ overflowWrap: 'anywhere' }}>
          {number}
        </Text>
      </Breadcrumbs>
      {isPending && <Skeleton height={300} aria-label={t('order.loading')} />}
      {error && <OrderProblem error={error} retry={() => void refetch()} />}
      {order && <Details order={order} />}
    </Stack>
  )
}

function Details({ order }: { readonly order: ConsoleOrder }) {
  const { t } = useTranslation('console-orders')
  const { money } = useFormats()
  const { data: session } = useConsoleSession()
  const timeline = useTimeline(order)
  const mayHandle = session != null && session.user.role !== 'read'
  return (
    <>
      <Group justify="space-between" align="start">
        <Stack gap={4}>
          <Title order={2}>{money({ value: order.amount, currency: order.currency })}</Title>
          <Text>{order.description}</Text>
        </Stack>
        <Group gap={6}>
          <OrderStatus status={order.status} />
          {isGuaranteeOver(order) && (
            <Badge variant="light" color="gray" radius="sm" tt="none">
              {t('order.guaranteeEnded')}
            </Badge>
          )}
        </Group>
      </Group>
      <OrderAmounts order={order} />
      <LastRead order={order} />
      <OrderSetAside order={order} />
      {order.wants.length > 0 && <OrderAttention order={order} mayHandle={mayHandle} />}
      <UnderWay order={order} />
      <OrderActions order={order} mayHandle={mayHandle} />
      <MoneyExpected order={order} />
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <OrderTimeline order={order} timeline={timeline} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="xl">
            <OrderLines order={order} />
            <OrderSettlement order={order} />
            <OrderAttempts order={order} payments={timeline.data?.payments ?? []} />
            <OrderInformation order={order} mayHandle={mayHandle} />
            <OrderFacts order={order} />
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  )
}

/** How old what is shown is: an order is what was last read, never what its age suggests. */
function LastRead({ order }: { readonly order: ConsoleOrder }) {
  const { t } = useTranslation('console-orders')
  const { moment } = useFormats()
  const failed = order.attempts.find(({ isDecisive }) => isDecisive)?.failedReads ?? 0
  return (
    <Text size="sm" c="dimmed">
      {order.readAt === undefined
        ? t('order.neverRead')
        : t('order.read', { time: moment(order.readAt) })}
      {failed > 0 && ` · ${t('order.failedReads', { number: failed })}`}
    </Text>
  )
}
