import {
  Anchor,
  Badge,
  Button,
  Group,
  Select,
  SimpleGrid,
  Skeleton,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { AttemptSummary } from '@kvitt/contract'
import { Link, useLocation } from 'react-router'
import { HttpStatus } from '../../components/http-status.tsx'
import { QueryProblem } from '../../components/query-problem.tsx'
import { Time } from '../../components/time.tsx'
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
      {data && data.attempts.length > 0 && <AttemptTable attempts={data.attempts} />}
      <Group justify="center">
        {before !== '' && (
          <Button variant="default" onClick={() => change({ before: '' })}>
            Newest
          </Button>
        )}
        {data && data.nextCursor !== null && (
          <Button variant="default" onClick={() => change({ before: data.nextCursor ?? '' })}>
            Older
          </Button>
        )}
      </Group>
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

function AttemptTable({ attempts }: { readonly attempts: readonly AttemptSummary[] }) {
  return (
    <Table
      highlightOnHover
      verticalSpacing={6}
      horizontalSpacing={8}
      aria-label="Attempts, the newest first"
    >
      <Table.Thead>
        <Table.Tr>
          <Table.Th visibleFrom="md">Time</Table.Th>
          <Table.Th>Answer</Table.Th>
          <Table.Th>Webhook</Table.Th>
          <Table.Th visibleFrom="md">Reference</Table.Th>
          <Table.Th visibleFrom="md">Took</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {attempts.map((attempt) => (
          <AttemptRow key={attempt.id} attempt={attempt} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

function AttemptRow({ attempt }: { readonly attempt: AttemptSummary }): React.ReactNode {
  const { search } = useLocation()
  const { id, at, status, eventType, url, reference, durationMs, failure, outcome } = attempt
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
          <Anchor
            component={Link}
            to={{ pathname: `/portal/webhooks/attempts/${id}`, search }}
            fw={550}
          >
            {eventName(eventType)}
          </Anchor>
          <AttemptRemark attempt={attempt} />
        </Group>
        <Text size="xs" c="dimmed" ff="monospace" lineClamp={2} style={{ wordBreak: 'break-all' }}>
          {url}
        </Text>
        {failure !== null && (
          <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
            {outcome === 'dropped' ? `Given up: ${failure}` : failure}
          </Text>
        )}
        <Text size="xs" c="dimmed" hiddenFrom="md" style={{ overflowWrap: 'anywhere' }}>
          <Time at={at} short />, {durationMs} ms, {reference}
        </Text>
      </Table.Td>
      <Table.Td
        visibleFrom="md"
        maw={240}
        ff="monospace"
        fz="xs"
        style={{ overflowWrap: 'anywhere' }}
      >
        {reference}
      </Table.Td>
      <Table.Td
        visibleFrom="md"
        style={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}
      >
        {durationMs} ms
      </Table.Td>
    </Table.Tr>
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
