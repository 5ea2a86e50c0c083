import { Anchor, Badge, Button, Group, Skeleton, Stack, Table, Text } from '@mantine/core'
import type { RequestPage, RequestSummary } from '@kvitt/contract'
import type { UseQueryResult } from '@tanstack/react-query'
import { Link, useLocation } from 'react-router'
import { HttpStatus } from '../../components/http-status.tsx'
import { QueryProblem } from '../../components/query-problem.tsx'
import { Time } from '../../components/time.tsx'

/** Columns that are there on a wide page alone: on a narrow one the request tells them too. */
const MORE_HEADINGS = ['Reference', 'Took', 'Sales unit']

interface RequestListProps {
  readonly requests: UseQueryResult<RequestPage>
  readonly isSearching: boolean
  /** Where the page begins; empty at the newest. */
  readonly before: string
  readonly goTo: (before: string) => void
}

/** A page of requests, the newest first. */
export function RequestList({
  requests: { data, error, isPending, refetch },
  isSearching,
  before,
  goTo,
}: RequestListProps): React.ReactNode {
  if (isPending) return <Skeleton height={300} aria-label="Looking for requests" />
  if (error) return <QueryProblem error={error} retry={() => void refetch()} />
  const { requests, nextCursor } = data
  return (
    <Stack>
      {requests.length === 0 ? (
        <Text c="dimmed" role="status">
          {isSearching
            ? 'No request fits this search.'
            : 'No request has come in yet. The terminal where Kvitt runs shows a first one to paste.'}
        </Text>
      ) : (
        <Table
          highlightOnHover
          verticalSpacing={6}
          horizontalSpacing={8}
          aria-label="Requests, the newest first"
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th visibleFrom="md">Time</Table.Th>
              <Table.Th>Answer</Table.Th>
              <Table.Th>Request</Table.Th>
              {MORE_HEADINGS.map((heading) => (
                <Table.Th key={heading} visibleFrom="md">
                  {heading}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {requests.map((request) => (
              <RequestRow key={request.id} request={request} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Group justify="center">
        {before !== '' && (
          <Button variant="default" onClick={() => goTo('')}>
            Newest
          </Button>
        )}
        {nextCursor !== null && (
          <Button variant="default" onClick={() => goTo(nextCursor)}>
            Older
          </Button>
        )}
      </Group>
    </Stack>
  )
}

function RequestRow({ request }: { readonly request: RequestSummary }): React.ReactNode {
  const { search } = useLocation()
  const { id, at, status, method, path, operation, reference, durationMs, msn } = request
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td visibleFrom="md" style={{ whiteSpace: 'nowrap' }}>
        <Time at={at} short />
      </Table.Td>
      <Table.Td w={1}>
        <HttpStatus status={status} />
      </Table.Td>
      <Table.Td>
        <Group style={{ columnGap: 10, rowGap: 0 }}>
          <Anchor component={Link} to={{ pathname: `/portal/requests/${id}`, search }} fw={550}>
            {operation ?? 'No such operation'}
          </Anchor>
          <Remarks request={request} />
        </Group>
        <Text size="xs" c="dimmed" ff="monospace" style={{ wordBreak: 'break-all' }} lineClamp={2}>
          {method} {path}
        </Text>
        <Problem request={request} />
        <Text size="xs" c="dimmed" hiddenFrom="md" style={{ overflowWrap: 'anywhere' }}>
          <Time at={at} short />, {durationMs} ms{reference !== null && `, ${reference}`}
        </Text>
      </Table.Td>
      <Table.Td
        visibleFrom="md"
        maw={240}
        style={{ overflowWrap: 'anywhere' }}
        ff="monospace"
        fz="xs"
      >
        {reference ?? '–'}
      </Table.Td>
      <Table.Td
        visibleFrom="md"
        style={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}
      >
        {durationMs} ms
      </Table.Td>
      <Table.Td visibleFrom="md">{msn ?? '–'}</Table.Td>
    </Table.Tr>
  )
}

function Remarks({ request: { missingHeaders, replayOf } }: { readonly request: RequestSummary }) {
  return (
    <>
      {missingHeaders.length > 0 && (
        <Badge size="sm" variant="outline" color="gray" miw="max-content" tt="none">
          {missingHeaders.length} {missingHeaders.length === 1 ? 'header' : 'headers'} missing
        </Badge>
      )}
      {replayOf !== null && (
        <Badge size="sm" variant="light" color="blue" miw="max-content" tt="none">
          replay
        </Badge>
      )}
    </>
  )
}

function Problem({ request: { problem } }: { readonly request: RequestSummary }): React.ReactNode {
  if (!problem) return null
  return (
    <Text size="xs" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
      {problem.code !== null && <strong>{problem.code} </strong>}
      {problem.detail}
    </Text>
  )
}
