import { Button, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import { QueryProblem } from '../../components/query-problem.tsx'
import { AdvanceForm } from './advance-form.tsx'
import { ClockMarks } from './clock-marks.tsx'
import { useClock, useClockChange } from './clock-queries.ts'
import { ThingsAhead } from './things-ahead.tsx'
import { useEnvironmentNow, type EnvironmentNow } from './use-environment-now.ts'

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full' })
const TIME = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })
const BOTH = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })

/** The environment's clock: what it shows, how it is moved, and what it will bring. */
export function ClockPage(): React.ReactNode {
  const { error, refetch } = useClock()
  const now = useEnvironmentNow()
  return (
    <Stack>
      <Title order={2}>Clock</Title>
      {error && <QueryProblem error={error} retry={() => void refetch()} />}
      {!now && !error && <Skeleton height={120} aria-label="Reading the clock" />}
      {now && (
        <>
          <Face {...now} />
          <AdvanceForm />
        </>
      )}
      <ThingsAhead nowMs={now?.nowMs} />
    </Stack>
  )
}

function Face(now: EnvironmentNow) {
  const { clock, nowMs, systemNowMs, movedMs } = now
  const { mutate, isPending, error } = useClockChange()
  const change = clock.frozen ? 'resume' : 'freeze'
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" align="start">
        <Stack gap={4}>
          <Text fz={34} lh={1.1} fw={650} style={{ fontVariantNumeric: 'tabular-nums' }}>
            {TIME.format(nowMs)}
          </Text>
          <Text>{DAY.format(nowMs)}</Text>
          <Group gap="xs">
            <ClockMarks {...now} />
            <Text size="sm" c="dimmed">
              {movedMs === 0 && !clock.frozen
                ? 'As this machine’s clock.'
                : `This machine’s clock: ${BOTH.format(systemNowMs)}`}
            </Text>
          </Group>
        </Stack>
        <Button variant="default" loading={isPending} onClick={() => mutate({ change })}>
          {clock.frozen ? 'Let it run' : 'Freeze'}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mt="sm">
        {clock.frozen
          ? 'It stands still: nothing expires and no webhook is tried again until it runs or is moved.'
          : 'It runs. Tokens and signature dates keep to this machine’s clock, all else to this one.'}
      </Text>
      {error && <QueryProblem error={error} />}
    </Paper>
  )
}
