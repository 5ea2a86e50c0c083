import { Anchor, Button, Skeleton, Table, Text } from '@mantine/core'
import type { PaymentSummary } from '@kvitt/contract'
import { Link } from 'react-router'
import { Amount } from '../components/amount.tsx'
import { PaymentState } from '../components/payment-state.tsx'
import { QueryProblem } from '../components/query-problem.tsx'
import { Time } from '../components/time.tsx'
import { paymentPath } from '../payment-path.ts'
import { usePayments, type PaymentSearch } from './payment-queries.ts'

const HEADINGS = ['Reference', 'State', 'Amount', 'Captured', 'Customer', 'Created', 'Sales unit']

/** What a search has found so far, and the way on. */
export function PaymentTable({ search }: { readonly search: PaymentSearch }): React.ReactNode {
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    usePayments(search)
  if (isPending) return <Skeleton height={200} aria-label="Looking for payments" />
  if (error) return <QueryProblem error={error} retry={() => void refetch()} />
  const payments = data.pages.flatMap((page) => page.payments)
  return (
    <>
      {payments.length === 0 ? (
        <NoPayments isSearching={Object.values(search).some((value) => value !== '')} />
      ) : (
        <Table.ScrollContainer minWidth={720}>
          <Table highlightOnHover verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                {HEADINGS.map((heading) => (
                  <Table.Th key={heading}>{heading}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {payments.map((payment) => (
                <PaymentRow key={`${payment.msn}/${payment.reference}`} payment={payment} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {hasNextPage && (
        <Button
          variant="default"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
          style={{ alignSelf: 'center' }}
        >
          {payments.length === 0 ? 'Look further back' : 'Show more'}
        </Button>
      )}
    </>
  )
}

function PaymentRow({ payment }: { readonly payment: PaymentSummary }): React.ReactNode {
  const { amount, aggregate, msn, reference, description } = payment
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor
          component={Link}
          to={`/portal${paymentPath({ msn, reference })}`}
          ff="monospace"
          size="sm"
        >
          {reference}
        </Anchor>
        {description && (
          <Text size="xs" c="dimmed" lineClamp={1}>
            {description}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <PaymentState state={payment.state} />
      </Table.Td>
      <Table.Td>
        <Amount {...amount} />
      </Table.Td>
      <Table.Td>
        <Amount {...aggregate.capturedAmount} />
      </Table.Td>
      <Table.Td>{payment.phoneNumber ?? '–'}</Table.Td>
      <Table.Td>
        <Time at={payment.createdAt} />
      </Table.Td>
      <Table.Td>{msn}</Table.Td>
    </Table.Tr>
  )
}

function NoPayments({ isSearching }: { readonly isSearching: boolean }): React.ReactNode {
  return (
    <Text c="dimmed" role="status">
      {isSearching
        ? 'No payment fits this search.'
        : 'There are no payments yet. The terminal where Kvitt runs shows a first one to paste.'}
    </Text>
  )
}
