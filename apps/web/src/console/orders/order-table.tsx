import { Anchor, Badge, Group, Table, Text } from '@mantine/core'
import type { ConsoleOrderSummary } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormats } from '../../customer/formats.ts'
import { Moment } from './moment.tsx'
import { OrderStatus } from './order-status.tsx'
import { useOrderWords } from './order-words.ts'

type Column =
  'status' | 'amount' | 'captured' | 'customer' | 'placed' | 'since' | 'why' | 'left' | 'until'

interface OrderTableProps {
  readonly label: string
  readonly orders: readonly ConsoleOrderSummary[]
  readonly columns: readonly Column[]
}

/** Orders as rows; on a narrow screen the table scrolls by itself. */
export function OrderTable({ label, orders, columns }: OrderTableProps): React.ReactNode {
  const { t } = useTranslation('console-orders')
  return (
    <Table.ScrollContainer minWidth={180 + columns.length * 120}>
      <Table highlightOnHover verticalSpacing="xs" aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('columns.order')}</Table.Th>
            {columns.map((column) => (
              <Table.Th key={column}>{t(`columns.${column}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {orders.map((order) => (
            <Table.Tr key={`${order.msn}/${order.number}`}>
              <Table.Td>
                <Anchor
                  component={Link}
                  to={`/console/orders/${order.number}`}
                  ff="monospace"
                  size="sm"
                >
                  {order.number}
                </Anchor>
                <Text size="xs" c="dimmed" lineClamp={1}>
                  {order.description}
                </Text>
              </Table.Td>
              {columns.map((column) => (
                <Table.Td key={column}>
                  <Cell order={order} column={column} isMarked={!columns.includes('why')} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

interface CellProps {
  readonly order: ConsoleOrderSummary
  readonly column: Column
  /** Whether the status says that the order needs attention; a list of such orders need not. */
  readonly isMarked: boolean
}

function Cell({ order, column, isMarked }: CellProps) {
  const { currency, customer, placedAt, attentionAt, guaranteedUntil } = order
  const { money } = useFormats()
  switch (column) {
    case 'status':
      return isMarked ? <StatusCell order={order} /> : <OrderStatus status={order.status} />
    case 'amount':
      return money({ value: order.amount, currency })
    case 'captured':
      return money({ value: order.captured, currency })
    case 'left':
      return money({ value: order.remaining, currency })
    case 'customer':
      return customer ?? '–'
    case 'placed':
      return <Moment at={placedAt} />
    case 'since':
      return attentionAt === undefined ? '–' : <Moment at={attentionAt} />
    case 'until':
      return guaranteedUntil === undefined ? '–' : <Moment at={guaranteedUntil} />
    case 'why':
      return <Reasons order={order} />
  }
}

function StatusCell({ order }: { readonly order: ConsoleOrderSummary }) {
  const { status } = useOrderWords()
  return (
    <Group gap={6}>
      <OrderStatus status={order.status} />
      {order.attention.length > 0 && (
        <Badge color="red" variant="outline" radius="sm" miw="max-content" tt="none">
          <span aria-hidden="true">! </span>
          {status('attention')}
        </Badge>
      )}
    </Group>
  )
}

function Reasons({ order }: { readonly order: ConsoleOrderSummary }) {
  const { word } = useOrderWords()
  return order.attention.map((kind) => (
    <Text key={kind} size="sm">
      {word('attention', kind)}
    </Text>
  ))
}
