import { Stack, Table, Text, Title } from '@mantine/core'
import type { SettlementView } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { PartsBar } from '../../components/parts-bar.tsx'
import { useFormats } from '../../customer/formats.ts'

/** What came in and what was taken, down to what is paid out. */
export function SettlementSums({
  settlement,
}: {
  readonly settlement: SettlementView
}): React.ReactNode {
  const { t } = useTranslation('console-settlements')
  const { money } = useFormats()
  const { currency, captures, refunds, fees, other, carriedIn, carriedOut, amount } = settlement
  const inMoney = (value: number): string => money({ value, currency })
  const rows = [
    [t('settlement.carriedIn'), carriedIn],
    [t('columns.captures'), captures],
    [t('columns.refunds'), refunds],
    [t('columns.fees'), fees],
    [t('columns.other'), other],
    [t('settlement.carriedOut'), -carriedOut],
  ] as const
  return (
    <Stack gap="sm" maw={620}>
      <Title order={3} size="h4">
        {t('settlement.sums')}
      </Title>
      <PartsBar
        whole={Math.max(amount + refunds * -1 + fees * -1, 1)}
        inWords={inMoney}
        parts={[
          { name: t('columns.amount'), value: amount, color: 'kvitt.6' },
          { name: t('columns.refunds'), value: -refunds, color: 'orange.7' },
          { name: t('columns.fees'), value: -fees, color: 'gray.6' },
        ]}
      />
      <Table verticalSpacing={6} aria-label={t('settlement.sums')}>
        <Table.Tbody>
          {rows
            .filter(([, value]) => value !== 0)
            .map(([name, value]) => (
              <Table.Tr key={name}>
                <Table.Td>{name}</Table.Td>
                <Table.Td ta="end">{inMoney(value)}</Table.Td>
              </Table.Tr>
            ))}
          <Table.Tr>
            <Table.Th scope="row">{t('columns.amount')}</Table.Th>
            <Table.Td ta="end" fw={700}>
              {inMoney(amount)}
            </Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
      {fees === 0 && captures > 0 && (
        <Text size="sm" c="dimmed">
          {t('settlement.feesNone')}
        </Text>
      )}
    </Stack>
  )
}
