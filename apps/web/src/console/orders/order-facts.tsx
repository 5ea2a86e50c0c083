import { Anchor, Stack, Table, Title } from '@mantine/core'
import type { ConsoleOrder } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { en } from '../../languages/console-orders/en.ts'
import { Moment } from './moment.tsx'

/** What is known of an order besides its money and its story. */
export function OrderFacts({ order }: { readonly order: ConsoleOrder }): React.ReactNode {
  const { t } = useTranslation('console-orders')
  const { msn, placedAt, userFlow, capture, returnUrl, shared } = order
  return (
    <Stack gap="sm">
      <Title order={3} size="h4">
        {t('order.facts')}
      </Title>
      <Table variant="vertical" layout="fixed" withTableBorder>
        <Table.Tbody>
          {shared.map(({ name, value }) => (
            <Row
              key={name}
              name={Object.hasOwn(en.order, name) ? t(`order.${name}` as 'order.name') : name}
            >
              {value}
            </Row>
          ))}
          <Row name={t('order.salesUnit')}>{msn}</Row>
          <Row name={t('order.placed')}>
            <Moment at={placedAt} />
          </Row>
          <Row name={t('order.userFlow')}>
            {Object.hasOwn(en.userFlow, userFlow) ? t(`userFlow.${userFlow as 'QR'}`) : userFlow}
          </Row>
          <Row name={t('order.policy')}>
            {capture === 'on-ship' ? t('order.onShip') : t('order.whenAuthorized')}
          </Row>
          {returnUrl !== undefined && (
            <Row name={t('order.shop')}>
              <Anchor href={returnUrl} target="_blank" rel="noreferrer" inherit>
                {t('order.openShop')}
              </Anchor>
            </Row>
          )}
        </Table.Tbody>
      </Table>
    </Stack>
  )
}

function Row({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th w="40%">{name}</Table.Th>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{children}</Table.Td>
    </Table.Tr>
  )
}
