import { Stack, Table, Text, Title } from '@mantine/core'
import type { ConsoleOrder } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../customer/formats.ts'

/** What was bought, line by line, and what of it is captured, refunded, and left. */
export function OrderLines({ order }: { readonly order: ConsoleOrder }): React.ReactNode {
  const { t } = useTranslation('console-orders')
  const { money } = useFormats()
  const { lines, currency } = order
  return (
    <Stack gap="sm">
      <Title order={3} size="h4">
        {t('order.lines')}
      </Title>
      {lines.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('order.noLines')}
        </Text>
      ) : (
        <Table aria-label={t('order.lines')} verticalSpacing="xs">
          <Table.Tbody>
            {lines.map((line) => (
              <Table.Tr key={line.id}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  {line.quantity} × {line.name}
                  <LineProgress line={line} />
                </Table.Td>
                <Table.Td ta="end">{money({ value: line.amount, currency })}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <ByAmount order={order} side="captured" />
      <ByAmount order={order} side="refunded" />
    </Stack>
  )
}

function LineProgress({ line }: { readonly line: ConsoleOrder['lines'][number] }) {
  const { t } = useTranslation('console-orders')
  const parts = [
    ['order.lineCaptured', line.captured],
    ['order.lineLeft', line.capturable],
    ['order.lineRefunded', line.refunded],
  ] as const
  const said = parts
    .filter(([, { quantity }]) => quantity !== '0')
    .map(([key, { quantity }]) => t(key, { quantity }))
  return (
    said.length > 0 && (
      <Text size="xs" c="dimmed">
        {said.join(' · ')}
      </Text>
    )
  )
}

interface ByAmountProps {
  readonly order: ConsoleOrder
  readonly side: 'captured' | 'refunded'
}

/** What was moved by amount is of no line, so that the lines alone do not tell it. */
function ByAmount({ order, side }: ByAmountProps) {
  const { t } = useTranslation('console-orders')
  const { money } = useFormats()
  const { lines, currency } = order
  const value = order[side] - lines.reduce((sum, line) => sum + line[side].amount, 0)
  return (
    lines.length > 0 &&
    value > 0 && (
      <Text size="sm" c="dimmed">
        {t(`order.${side}ByAmount`, { amount: money({ value, currency }) })}
      </Text>
    )
  )
}
