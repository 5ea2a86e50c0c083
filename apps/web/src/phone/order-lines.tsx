import { Divider, Group, Stack, Text } from '@mantine/core'
import type { OrderDetails } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../customer/formats.ts'
import { MerchantLink } from '../customer/merchant-link.tsx'

type Receipt = NonNullable<OrderDetails['receipt']>
type Line = Receipt['orderLines'][number]

interface OrderLinesProps {
  readonly receipt: Receipt
  readonly currency: string
}

/** What was bought, line by line, and the sums as they are computed from the lines. */
export function OrderLines({ receipt, currency }: OrderLinesProps): React.ReactNode {
  const { t } = useTranslation('phone')
  const { money } = useFormats()
  const { sums, orderLines } = receipt
  const amount = (value: number): string => money({ value, currency })
  return (
    <Stack gap="xs">
      <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {orderLines.map((line, index) => (
          <li key={index}>
            <OrderLine line={line} currency={currency} />
          </li>
        ))}
      </Stack>
      <Divider />
      <Sum name={t('receipt.tax')} value={amount(sums.tax)} />
      {sums.discount > 0 && (
        <Sum name={t('receipt.discount', { amount: '' }).trim()} value={amount(sums.discount)} />
      )}
      {sums.tip > 0 && <Sum name={t('receipt.tip')} value={amount(sums.tip)} />}
      <Sum name={t('receipt.total')} value={amount(sums.total + sums.tip)} isTotal />
    </Stack>
  )
}

interface SumProps {
  readonly name: string
  readonly value: string
  readonly isTotal?: boolean
}

function Sum({ name, value, isTotal = false }: SumProps): React.ReactNode {
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm" fw={isTotal ? 650 : 400}>
        {name}
      </Text>
      <Text size="sm" fw={isTotal ? 650 : 400} style={{ fontVariantNumeric: 'tabular-nums' }}>
        {value}
      </Text>
    </Group>
  )
}

interface OrderLineProps {
  readonly line: Line
  readonly currency: string
}

function OrderLine({ line, currency }: OrderLineProps): React.ReactNode {
  const { t } = useTranslation('phone')
  const { money } = useFormats()
  const { name, productUrl, isReturn, totalAmount, discount } = line
  const amount = (value: number): string => money({ value, currency })
  const notes = [
    quantityOf(line, t('receipt.unit', { returnObjects: true }), amount),
    discount ? t('receipt.discount', { amount: amount(discount) }) : '',
    isReturn ? t('receipt.returned') : '',
  ].filter((note) => note !== '')
  return (
    <Group justify="space-between" wrap="nowrap" align="start" gap="sm">
      <Stack gap={0} style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        {productUrl ? (
          <MerchantLink href={productUrl} size="sm" underline="always">
            {name}
          </MerchantLink>
        ) : (
          <Text size="sm">{name}</Text>
        )}
        {notes.length > 0 && (
          <Text size="xs" c="dimmed">
            {notes.join(' · ')}
          </Text>
        )}
      </Stack>
      <Text size="sm" style={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>
        {amount(isReturn ? -totalAmount : totalAmount)}
      </Text>
    </Group>
  )
}

/** `2.5 kg × kr 4.00`; nothing where one piece is meant. */
function quantityOf(
  { unitInfo }: Line,
  units: Readonly<Record<string, string>>,
  amount: (value: number) => string,
): string {
  if (!unitInfo) return ''
  const unit = units[unitInfo.quantityUnit ?? 'PCS'] ?? ''
  const quantity = `${unitInfo.quantity} ${unit}`
  return unitInfo.unitPrice === null ? quantity : `${quantity} × ${amount(unitInfo.unitPrice)}`
}
