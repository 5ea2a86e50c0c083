import { Badge, Skeleton, Stack, Table, Text } from '@mantine/core'
import type { RequestPage, RequestSummary } from '@kvitt/contract'
import type { UseQueryResult } from '@tanstack/react-query'
import { QueryProblem } from '../../components/query-problem.tsx'
import { CallRow } from '../calls/call-row.tsx'
import { CallTable } from '../calls/call-table.tsx'
import { NewestOlder } from '../calls/newest-older.tsx'

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
        <CallTable
          label="Requests, the newest first"
          heading="Request"
          moreHeadings={['Sales unit']}
        >
          {requests.map((request) => (
            <RequestRow key={request.id} request={request} />
          ))}
        </CallTable>
      )}
      <NewestOlder before={before} nextCursor={nextCursor} goTo={goTo} />
    </Stack>
  )
}

function RequestRow({ request }: { readonly request: RequestSummary }): React.ReactNode {
  const { id, method, path, operation, msn } = request
  return (
    <CallRow
      {...request}
      to={`/portal/requests/${id}`}
      name={operation ?? 'No such operation'}
      address={`${method} ${path}`}
      remarks={<Remarks request={request} />}
      trouble={<Problem request={request} />}
    >
      <Table.Td visibleFrom="md">{msn ?? '–'}</Table.Td>
    </CallRow>
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
