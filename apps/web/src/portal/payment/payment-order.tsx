import { Alert, Anchor, Group, Image, Stack, Table, Text, Title } from '@mantine/core'
import type { PaymentDetails } from '@kvitt/contract'
import { Amount } from '../../components/amount.tsx'
import { useOrder, type OrderDetails } from './story-queries.ts'

/** What the merchant has told about the order: receipt, categories with their image, warnings. */
export function PaymentOrder({ payment }: { readonly payment: PaymentDetails }): React.ReactNode {
  const { data: order } = useOrder(payment)
  if (!order) return null
  const { categories, receipt, warnings } = order
  return (
    <Stack component="section" gap="sm" aria-labelledby="order">
      <Title order={3} size="h4" id="order">
        Order
      </Title>
      {warnings.map((warning) => (
        <Alert key={warning} color="orange" title="The customer will not see it right">
          {warning}
        </Alert>
      ))}
      {categories.map((category) => (
        <Category key={category.id} category={category} msn={payment.msn} />
      ))}
      {receipt && <ReceiptTable receipt={receipt} currency={payment.amount.currency} />}
    </Stack>
  )
}

interface CategoryProps {
  readonly category: OrderDetails['categories'][number]
  readonly msn: string
}

function Category({ category: { type, url, imageId }, msn }: CategoryProps): React.ReactNode {
  return (
    <Group wrap="nowrap" gap="sm">
      {imageId !== undefined && (
        <Image
          src={`/_kvitt/v1/images/${encodeURIComponent(msn)}/${encodeURIComponent(imageId)}`}
          alt=""
          w={48}
          h={48}
          radius="sm"
          fit="cover"
        />
      )}
      <Stack gap={0}>
        <Text size="sm" fw={600}>
          {type}
        </Text>
        {url !== undefined && <SafeLink url={url} />}
      </Stack>
    </Group>
  )
}

/** A merchant's link is followed only where a browser shows a page for it, and runs nothing. */
function SafeLink({ url }: { readonly url: string }): React.ReactNode {
  const isWeb = /^https?:\/\//i.test(url)
  return isWeb ? (
    <Anchor href={url} size="xs" rel="noreferrer" style={{ wordBreak: 'break-all' }}>
      {url}
    </Anchor>
  ) : (
    <Text size="xs" style={{ wordBreak: 'break-all' }}>
      {url}
    </Text>
  )
}

interface ReceiptTableProps {
  readonly receipt: NonNullable<OrderDetails['receipt']>
  readonly currency: string
}

function ReceiptTable({ receipt, currency: paid }: ReceiptTableProps): React.ReactNode {
  const { orderLines, bottomLine, sums } = receipt
  const currency = bottomLine.currency ?? paid
  const totals = [
    ['Discount', sums.discount],
    ['Tip', sums.tip],
    ['Tax in it', sums.tax],
  ] as const
  return (
    <Table withTableBorder aria-label="Receipt" verticalSpacing={4}>
      <Table.Tbody>
        {orderLines.map((line, index) => (
          // A receipt may name the same line twice.
          <Table.Tr key={`${line.id} ${index}`}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              {line.name}
              {line.isReturn === true && ' (returned)'}
            </Table.Td>
            <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
              <Amount
                value={line.isReturn === true ? -line.totalAmount : line.totalAmount}
                currency={currency}
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        <Table.Tr>
          <Table.Th>Total</Table.Th>
          <Table.Th ta="right">
            <Amount value={sums.total} currency={currency} />
          </Table.Th>
        </Table.Tr>
        {totals
          .filter(([, value]) => value > 0)
          .map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Td c="dimmed">{name}</Table.Td>
              <Table.Td ta="right" c="dimmed">
                <Amount value={value} currency={currency} />
              </Table.Td>
            </Table.Tr>
          ))}
        {bottomLine.receiptNumber !== undefined && (
          <Table.Tr>
            <Table.Td c="dimmed">Receipt number</Table.Td>
            <Table.Td ta="right" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {bottomLine.receiptNumber}
            </Table.Td>
          </Table.Tr>
        )}
      </Table.Tfoot>
    </Table>
  )
}
