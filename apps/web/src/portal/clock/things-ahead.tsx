import { Anchor, Button, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { ThingAhead } from '@kvitt/contract'
import { Link } from 'react-router'
import { Amount } from '../../components/amount.tsx'
import { durationInWords } from '../../components/duration-in-words.ts'
import { QueryProblem } from '../../components/query-problem.tsx'
import { Time } from '../../components/time.tsx'
import { paymentPath } from '../../payment-path.ts'
import { useClockAhead, useClockChange } from './clock-queries.ts'

interface ThingsAheadProps {
  readonly nowMs: number | undefined
}

/** What time will bring, the earliest first; the clock can be moved to any of it. */
export function ThingsAhead({ nowMs }: ThingsAheadProps): React.ReactNode {
  const { data, error, isPending, refetch } = useClockAhead()
  return (
    <Stack component="section" gap="xs" aria-labelledby="ahead">
      <Title order={3} size="h4" id="ahead">
        What lies ahead
      </Title>
      {isPending && <Skeleton height={120} aria-label="Looking ahead" />}
      {error && <QueryProblem error={error} retry={() => void refetch()} />}
      {data?.ahead.length === 0 && (
        <Text c="dimmed" role="status">
          Nothing: no payment waits for its customer, no reservation for its capture, and no webhook
          for its next attempt.
        </Text>
      )}
      {data && data.ahead.length > 0 && (
        <Stack component="ol" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
          {data.ahead.map((thing, index) => (
            <Thing
              key={`${thing.name} ${thing.msn} ${thing.reference} ${thing.registrationId}`}
              thing={thing}
              nowMs={nowMs}
              isNext={index === 0}
            />
          ))}
        </Stack>
      )}
      {data?.hasMore && <Text c="dimmed">… and more after that.</Text>}
    </Stack>
  )
}

interface ThingProps extends ThingsAheadProps {
  readonly thing: ThingAhead
  readonly isNext: boolean
}

function Thing({ thing, nowMs, isNext }: ThingProps) {
  const { mutate, isPending, error } = useClockChange()
  const { at, words, amount, msn, reference } = thing
  const leftMs = nowMs === undefined ? undefined : Date.parse(at) - nowMs
  const go = (): void =>
    mutate(
      { change: 'advance', to: isNext ? 'next' : at },
      { onSuccess: () => notifications.show({ message: `${words}.` }) },
    )
  return (
    <Paper component="li" withBorder p="sm">
      <Group justify="space-between" align="start">
        <Stack gap={2} style={{ flex: '1 1 220px', minWidth: 0 }}>
          <Text fw={isNext ? 600 : undefined} style={{ overflowWrap: 'anywhere' }}>
            {words}
          </Text>
          <Group gap="md" style={{ rowGap: 0 }}>
            <Text size="sm" c="dimmed">
              <Time at={at} />
              {leftMs !== undefined && (leftMs > 0 ? `, in ${durationInWords(leftMs)}` : ', now')}
            </Text>
            {amount && (
              <Text size="sm" c="dimmed">
                <Amount {...amount} />
              </Text>
            )}
            {reference !== undefined && (
              <Anchor component={Link} size="sm" to={`/portal${paymentPath({ msn, reference })}`}>
                Show the payment
              </Anchor>
            )}
          </Group>
          {error && <QueryProblem error={error} />}
        </Stack>
        <Button size="xs" variant={isNext ? 'filled' : 'default'} loading={isPending} onClick={go}>
          {isNext ? 'Go to the next thing' : 'Go there'}
        </Button>
      </Group>
    </Paper>
  )
}
