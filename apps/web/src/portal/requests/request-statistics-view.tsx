import {
  Anchor,
  Badge,
  Group,
  Progress,
  SimpleGrid,
  Stack,
  Table,
  Text,
  Title,
} from '@mantine/core'
import type { OperationStatistics, RequestStatistics } from '@kvitt/contract'
import type { UseQueryResult } from '@tanstack/react-query'
import { HttpStatus } from '../../components/http-status.tsx'
import type { RequestSearch } from './request-queries.ts'
import { AnswerChart, LatencyChart } from './request-charts.tsx'

interface RequestStatisticsViewProps {
  readonly statistics: UseQueryResult<RequestStatistics>
  /** Shows the requests that fit besides. */
  readonly show: (changes: Partial<RequestSearch>) => void
}

/** What came of requests: over time, by operation, and which headers lacked. */
export function RequestStatisticsView({
  statistics: { data },
  show,
}: RequestStatisticsViewProps): React.ReactNode {
  if (!data) return null
  if (data.total === 0) {
    return (
      <Text c="dimmed" role="status">
        There is nothing to count yet.
      </Text>
    )
  }
  return (
    <Stack gap="xl">
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        <AnswerChart statistics={data} />
        <LatencyChart statistics={data} />
      </SimpleGrid>
      <Stack gap="sm">
        <Title order={3} size="h4">
          By operation
        </Title>
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl" verticalSpacing="lg">
          {data.operations.map((each) => (
            <Operation key={each.operation} statistics={each} show={show} />
          ))}
        </SimpleGrid>
      </Stack>
      <MissingHeaders statistics={data} show={show} />
    </Stack>
  )
}

interface OperationProps {
  readonly statistics: OperationStatistics
  readonly show: RequestStatisticsViewProps['show']
}

function Operation({ statistics, show }: OperationProps): React.ReactNode {
  const { operation, summary, total, succeeded, refused, failed, latency, statuses } = statistics
  const parts = [
    { name: 'Success', value: succeeded, color: 'kvitt.6' },
    { name: 'Refused', value: refused, color: 'orange.7' },
    { name: 'Failed', value: failed, color: 'red.7' },
  ].filter(({ value }) => value > 0)
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap" align="baseline">
        {operation === null ? (
          <Text fw={550}>{summary}</Text>
        ) : (
          <Anchor
            component="button"
            type="button"
            ta="left"
            fw={550}
            onClick={() => show({ operation })}
          >
            {operation}
          </Anchor>
        )}
        <Text size="sm" c="dimmed" ta="right">
          {total} {total === 1 ? 'request' : 'requests'}, {Math.round((succeeded / total) * 100)} %
          success{latency && `, 95 % within ${latency.p95Ms} ms`}
        </Text>
      </Group>
      <Progress.Root size={12} radius="sm">
        {parts.map(({ name, value, color }) => (
          <Progress.Section
            key={name}
            value={(value / total) * 100}
            color={color}
            aria-label={`${name}: ${value}`}
          />
        ))}
      </Progress.Root>
      <Group gap="sm">
        {statuses.map(({ status, count }) => (
          <Group key={status} gap={4}>
            <HttpStatus status={status} />
            <Text size="xs">{count}</Text>
          </Group>
        ))}
      </Group>
    </Stack>
  )
}

function MissingHeaders({
  statistics: { missingHeaders },
  show,
}: {
  readonly statistics: RequestStatistics
  readonly show: RequestStatisticsViewProps['show']
}): React.ReactNode {
  return (
    <Stack gap="sm">
      <Title order={3} size="h4">
        Recommended headers that were not sent
      </Title>
      {missingHeaders.length === 0 ? (
        <Text>
          <Badge color="kvitt" variant="light" mr="xs">
            Complete
          </Badge>
          Every request carried all that the checklists ask for.
        </Text>
      ) : (
        <>
          <Text size="sm" c="dimmed" maw={640}>
            Nothing is refused for the lack of them. The checklists want them on every request, and
            of partners, platforms and plugins they are required.
          </Text>
          <Table maw={480} aria-label="Recommended headers that were not sent">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Header</Table.Th>
                <Table.Th ta="right">Requests without it</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {missingHeaders.map(({ name, count }) => (
                <Table.Tr key={name}>
                  <Table.Td ff="monospace" fz="xs">
                    {name}
                  </Table.Td>
                  <Table.Td ta="right">{count}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <Anchor
            component="button"
            type="button"
            onClick={() => show({ headers: 'missing' })}
            style={{ alignSelf: 'start' }}
          >
            Show these requests
          </Anchor>
        </>
      )}
    </Stack>
  )
}
