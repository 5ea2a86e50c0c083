import { Group, Paper, SimpleGrid, Skeleton, Text } from '@mantine/core'
import type { RequestStatistics } from '@kvitt/contract'
import type { UseQueryResult } from '@tanstack/react-query'
import { QueryProblem } from '../../components/query-problem.tsx'

interface RequestFiguresProps {
  readonly statistics: UseQueryResult<RequestStatistics>
}

/** The numbers that a developer looks at first. */
export function RequestFigures({
  statistics: { data, error, isPending, refetch },
}: RequestFiguresProps): React.ReactNode {
  if (isPending) return <Skeleton height={84} aria-label="Counting requests" />
  if (error) return <QueryProblem error={error} retry={() => void refetch()} />
  const { total, refused, failed, complete, latency, operations } = data
  const known = total - (operations.find(({ operation }) => operation === null)?.total ?? 0)
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
      <Figure name="Requests" value={String(total)} remark="that are kept" />
      <Figure
        name="Error rate"
        value={percentage(refused + failed, total)}
        remark={`${refused} refused, ${failed} failed`}
      />
      <Figure
        name="Answer time"
        value={latency ? `${latency.p50Ms} ms` : '–'}
        remark={latency ? `95 % within ${latency.p95Ms} ms` : 'half of them within'}
      />
      <Figure
        name="All recommended headers"
        value={percentage(complete, known)}
        remark={`sent by ${complete} of ${known}`}
      />
    </SimpleGrid>
  )
}

interface FigureProps {
  readonly name: string
  readonly value: string
  readonly remark: string
}

function Figure({ name, value, remark }: FigureProps): React.ReactNode {
  return (
    <Paper withBorder p="sm">
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <Group gap="xs" align="baseline">
        <Text fz="xl" fw={650} style={{ fontVariantNumeric: 'tabular-nums' }}>
          {value}
        </Text>
        <Text size="xs" c="dimmed">
          {remark}
        </Text>
      </Group>
    </Paper>
  )
}

function percentage(part: number, whole: number): string {
  if (whole === 0) return '–'
  const percent = (part / whole) * 100
  // Neither all nor nothing is what it is when it is only nearly so.
  const digits = percent > 0 && percent < 100 ? 1 : 0
  return `${percent.toFixed(digits)} %`
}
