import { Anchor, Code, Table } from '@mantine/core'
import type { PaymentDetails } from '@kvitt/contract'

/** What is known of a payment besides its amounts and events. */
export function PaymentFacts({ payment }: { readonly payment: PaymentDetails }): React.ReactNode {
  const { card, metadata = {}, redirectUrl } = payment
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    ['Sales unit', payment.msn],
    ['Method', `${payment.method}, ${payment.userFlow}`],
    ['Customer', payment.phoneNumber],
    ['Card', card && `${card.network}, BIN ${card.bin}`],
    ['pspReference', <Code key="pspReference">{payment.pspReference}</Code>],
    ['returnUrl', payment.returnUrl],
    [
      'Pay as the customer',
      redirectUrl && <Anchor href={redirectUrl}>Open the landing page</Anchor>,
    ],
    ...Object.entries(metadata).map(([key, value]) => [`metadata ${key}`, value] as const),
  ]
  return (
    <Table variant="vertical" layout="fixed" withTableBorder>
      <Table.Tbody>
        {facts
          .filter(([, value]) => value !== undefined && value !== '')
          .map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th w="40%">{name}</Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
            </Table.Tr>
          ))}
      </Table.Tbody>
    </Table>
  )
}
