import {
  Checkbox,
  Group,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  Tabs,
  TextInput,
  Title,
} from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { RequestStatistics } from '@kvitt/contract'
import { Outlet } from 'react-router'
import { SalesUnitSelect } from '../sales-unit-select.tsx'
import { useSearch } from '../search-parameters.ts'
import { useRequests, useRequestStatistics, type RequestSearch } from './request-queries.ts'
import { RequestFigures } from './request-figures.tsx'
import { RequestList } from './request-list.tsx'
import { RequestStatisticsView } from './request-statistics-view.tsx'

const NAMES = ['operation', 'answer', 'msn', 'reference', 'since', 'headers'] as const
const PERIODS = [
  { value: '10m', label: 'Last 10 minutes' },
  { value: '1h', label: 'Last hour' },
  { value: '1d', label: 'Last day' },
]
const TYPING_MS = 250

/** What clients have asked of the APIs, live; the address holds the search and the place in it. */
export function RequestsPage(): React.ReactNode {
  const [{ before, view, ...search }, change] = useSearch([...NAMES, 'before', 'view'])
  const [settledText] = useDebouncedValue(JSON.stringify(search), TYPING_MS)
  const settled = JSON.parse(settledText) as RequestSearch
  const requests = useRequests(settled, before)
  const statistics = useRequestStatistics(settled)
  const newest = requests.data?.requests[0]
  /** A list that is read from a fixed entry on stays as it is, whatever comes in. */
  const pause = (): void => change({ before: newest ? String(newest.id + 1) : '' })
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2}>API requests</Title>
        <Switch
          label="Live"
          description={before === '' ? undefined : 'Newer requests are not shown'}
          checked={before === ''}
          disabled={before === '' && !newest}
          onChange={({ target }) => (target.checked ? change({ before: '' }) : pause())}
        />
      </Group>
      <SearchFields
        search={search}
        statistics={statistics.data}
        change={(changes) => change({ ...changes, before: '' })}
      />
      <RequestFigures statistics={statistics} />
      <Tabs
        value={view || 'list'}
        onChange={(value) => change({ view: value === 'list' ? '' : (value ?? '') })}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="list">Requests</Tabs.Tab>
          <Tabs.Tab value="statistics">Statistics</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="list" pt="md">
          <RequestList
            requests={requests}
            isSearching={Object.values(search).some((value) => value !== '')}
            before={before}
            goTo={(place) => change({ before: place })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="statistics" pt="md">
          <RequestStatisticsView
            statistics={statistics}
            show={(changes) => change({ ...changes, view: '', before: '' })}
          />
        </Tabs.Panel>
      </Tabs>
      <Outlet />
    </Stack>
  )
}

interface SearchFieldsProps {
  readonly search: RequestSearch
  readonly statistics: RequestStatistics | undefined
  readonly change: (changes: Partial<RequestSearch>) => void
}

function SearchFields({ search, statistics, change }: SearchFieldsProps): React.ReactNode {
  const { operation, answer, msn, reference, since, headers } = search
  return (
    <SimpleGrid
      component="search"
      cols={{ base: 2, sm: 3, lg: 5 }}
      spacing="sm"
      verticalSpacing="xs"
    >
      <Select
        label="Operation"
        placeholder="All"
        data={operationNames(statistics, operation)}
        clearable
        searchable
        value={operation || null}
        onChange={(value) => change({ operation: value ?? '' })}
      />
      <Select
        label="Answer"
        placeholder="All"
        data={answerChoices(statistics, answer)}
        clearable
        value={answer || null}
        onChange={(value) => change({ answer: value ?? '' })}
      />
      <SalesUnitSelect value={msn} onChange={(value) => change({ msn: value })} />
      <TextInput
        label="Reference"
        type="search"
        value={reference}
        onChange={({ target }) => change({ reference: target.value })}
      />
      <Select
        label="Time"
        placeholder="All that is kept"
        data={PERIODS}
        clearable
        value={since || null}
        onChange={(value) => change({ since: value ?? '' })}
      />
      <Checkbox
        label="Recommended headers missing"
        checked={headers === 'missing'}
        onChange={({ target }) => change({ headers: target.checked ? 'missing' : '' })}
        style={{ gridColumn: '1 / -1' }}
      />
    </SimpleGrid>
  )
}

/** What has been used so far, and what is chosen in any case. */
function operationNames(
  statistics: RequestStatistics | undefined,
  chosen: string,
): readonly string[] {
  const used = statistics?.operations.flatMap(({ operation }) => operation ?? []) ?? []
  return [...new Set(chosen === '' ? used : [...used, chosen])].toSorted()
}

function answerChoices(statistics: RequestStatistics | undefined, chosen: string) {
  const kinds = [
    { value: 'refused', label: 'Refused or failed' },
    { value: '2xx', label: '2xx success' },
    { value: '4xx', label: '4xx refused' },
    { value: '5xx', label: '5xx failed' },
  ]
  const statuses = statistics?.operations.flatMap((each) =>
    each.statuses.map(({ status }) => String(status)),
  )
  const more = [...new Set([...(statuses ?? []), chosen])].filter(
    (status) => status !== '' && kinds.every(({ value }) => value !== status),
  )
  return [
    ...kinds,
    ...more
      .toSorted()
      .map((status) => ({ value: status, label: status === '0' ? 'No answer' : status })),
  ]
}
