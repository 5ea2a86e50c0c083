import { Stack, Table, Text, Title } from '@mantine/core'
import type { ConsoleOrder } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../customer/formats.ts'

/** What was bought, line by line, and what of it is captured and refunded. */
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
            {lines.map(({ id, name, quantity, amount, captured, refunded }) => (
              <Table.Tr key={id}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  {quantity} × {name}
                  {captured.amount !== 0 && (
                    <Text size="xs" c="dimmed">
                      {t('order.captured')} {captured.quantity}
                      {refunded.amount !== 0 && ` · ${t('order.refunded')} ${refunded.quantity}`}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td ta="end">{money({ value: amount, currency })}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  )
}
