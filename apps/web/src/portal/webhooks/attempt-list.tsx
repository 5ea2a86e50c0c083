import { Badge, Select, SimpleGrid, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { AttemptSummary } from '@kvitt/contract'
import { QueryProblem } from '../../components/query-problem.tsx'
import { CallRow } from '../calls/call-row.tsx'
import { CallTable } from '../calls/call-table.tsx'
import { NewestOlder } from '../calls/newest-older.tsx'
import { SalesUnitSelect } from '../sales-unit-select.tsx'
import { useSearch } from '../search-parameters.ts'
import { eventName } from './event-name.ts'
import { useAttempts, useRegistrations, type AttemptSearch } from './webhook-queries.ts'

const NAMES = ['registration', 'outcome', 'msn', 'reference'] as const
const OUTCOMES = ['delivered', 'failed', 'dropped']
const TYPING_MS = 250

/** Attempts to deliver webhooks, the newest first; the address holds the search. */
export function AttemptList(): React.ReactNode {
  const [{ before, ...search }, change] = useSearch([...NAMES, 'before'])
  const [settled] = useDebouncedValue(JSON.stringify(search), TYPING_MS)
  const { data, error, isPending, refetch } = useAttempts(
    JSON.parse(settled) as AttemptSearch,
    before,
  )
  return (
    <Stack>
      <SearchFields search={search} change={(changes) => change({ ...changes, before: '' })} />
      {isPending && <Skeleton height={300} aria-label="Looking for attempts" />}
      {error && <QueryProblem error={error} retry={() => void refetch()} />}
      {data?.attempts.length === 0 && (
        <Text c="dimmed" role="status">
          {Object.values(search).some((value) => value !== '')
            ? 'No attempt fits this search.'
            : 'No webhook has been sent yet.'}
        </Text>
      )}
      {data && data.attempts.length > 0 && (
        <CallTable label="Attempts, the newest first" heading="Webhook">
          {data.attempts.map((attempt) => (
            <AttemptRow key={attempt.id} attempt={attempt} />
          ))}
        </CallTable>
      )}
      <NewestOlder
        before={before}
        nextCursor={data?.nextCursor}
        goTo={(cursor) => change({ before: cursor })}
      />
    </Stack>
  )
}

interface SearchFieldsProps {
  readonly search: AttemptSearch
  readonly change: (changes: Partial<AttemptSearch>) => void
}

function SearchFields({ search, change }: SearchFieldsProps): React.ReactNode {
  const { data: registrations = [] } = useRegistrations()
  return (
    <SimpleGrid component="search" cols={{ base: 2, lg: 4 }} spacing="sm" verticalSpacing="xs">
      <Select
        label="Registration"
        placeholder="All"
        data={registrations.map(({ registrationId, url, msn }) => ({
          value: registrationId,
          label: `${msn} ${url}`,
        }))}
        clearable
        searchable
        value={search.registration || null}
        onChange={(value) => change({ registration: value ?? '' })}
      />
      <Select
        label="Outcome"
        placeholder="All"
        data={OUTCOMES}
        clearable
        value={search.outcome || null}
        onChange={(value) => change({ outcome: value ?? '' })}
      />
      <SalesUnitSelect value={search.msn} onChange={(msn) => change({ msn })} />
      <TextInput
        label="Reference"
        type="search"
        value={search.reference}
        onChange={({ target }) => change({ reference: target.value })}
      />
    </SimpleGrid>
  )
}

function AttemptRow({ attempt }: { readonly attempt: AttemptSummary }): React.ReactNode {
  const { id, eventType, url, failure, outcome } = attempt
  return (
    <CallRow
      {...attempt}
      to={`/portal/webhooks/attempts/${id}`}
      name={eventName(eventType)}
      address={url}
      remarks={<AttemptRemark attempt={attempt} />}
      trouble={
        failure !== null && (
          <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
            {outcome === 'dropped' ? `Given up: ${failure}` : failure}
          </Text>
        )
      }
    />
  )
}

/** Which attempt of the webhook it is, and whether somebody asked for it. */
function AttemptRemark({
  attempt: { attempt, isResend },
}: {
  readonly attempt: AttemptSummary
}): React.ReactNode {
  if (isResend) {
    return (
      <Badge size="sm" variant="light" color="blue" miw="max-content" tt="none">
        sent again
      </Badge>
    )
  }
  if (attempt === 1) return null
  return (
    <Badge size="sm" variant="outline" color="gray" miw="max-content" tt="none">
      attempt {attempt}
    </Badge>
  )
}
