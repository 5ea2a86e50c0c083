import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { FaultView } from '@kvitt/contract'
import { QueryProblem } from '../../components/query-problem.tsx'
import { Time } from '../../components/time.tsx'
import { useEnvironmentNow } from '../clock/use-environment-now.ts'
import { useFaultRelease, useFaultRemoval } from './fault-queries.ts'
import { effectInWords, isActive, selectionInWords } from './fault-words.ts'

interface OrderedFaultsProps {
  readonly faults: readonly FaultView[]
}

/** The faults on order, the oldest first: the first that matches strikes. */
export function OrderedFaults({ faults }: OrderedFaultsProps): React.ReactNode {
  const { mutate, isPending, error } = useFaultRemoval()
  const now = useEnvironmentNow()
  return (
    <Stack component="section" gap="xs" aria-labelledby="ordered">
      <Group justify="space-between">
        <Title order={3} size="h4" id="ordered">
          On order
        </Title>
        {faults.length > 0 && (
          <Button size="xs" variant="default" loading={isPending} onClick={() => mutate(undefined)}>
            Take all off
          </Button>
        )}
      </Group>
      {error && <QueryProblem error={error} />}
      {faults.length === 0 && (
        <Text c="dimmed" role="status">
          Nothing goes wrong on order.
        </Text>
      )}
      {faults.length > 0 && (
        <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
          {faults.map((fault) => (
            <OrderedFault key={fault.id} fault={fault} nowMs={now?.nowMs} />
          ))}
        </Stack>
      )}
    </Stack>
  )
}

interface OrderedFaultProps {
  readonly fault: FaultView
  readonly nowMs: number | undefined
}

function OrderedFault({ fault, nowMs }: OrderedFaultProps) {
  const removal = useFaultRemoval()
  const release = useFaultRelease()
  const { id, held } = fault
  const error = removal.error ?? release.error
  return (
    <Paper component="li" withBorder p="sm">
      <Group justify="space-between" align="start">
        <FaultText fault={fault} nowMs={nowMs} />
        <Group gap="xs">
          {held > 0 && (
            <Button
              size="xs"
              loading={release.isPending}
              onClick={() =>
                release.mutate(id, {
                  onSuccess: ({ released }) =>
                    notifications.show({ message: `${webhooks(released)} on the way.` }),
                })
              }
            >
              Release {webhooks(held)}
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            loading={removal.isPending}
            aria-label={`Take off ${effectInWords(fault)}`}
            onClick={() => removal.mutate(id)}
          >
            Take off
          </Button>
        </Group>
      </Group>
      {error && <QueryProblem error={error} />}
    </Paper>
  )
}

function FaultText({ fault, nowMs }: OrderedFaultProps) {
  const { hits, held, remaining, until, orderedAt } = fault
  return (
    <Stack gap={4} style={{ flex: '1 1 260px', minWidth: 0 }}>
      <Group gap="xs">
        <Text fw={600}>{effectInWords(fault)}</Text>
        <Badge
          variant="light"
          color={isActive(fault, nowMs) ? 'orange' : 'gray'}
          radius="sm"
          tt="none"
          miw="max-content"
        >
          {isActive(fault, nowMs) ? 'Active' : 'Over'}
        </Badge>
      </Group>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {selectionInWords(fault)}
      </Text>
      <Text size="sm" c="dimmed">
        {hits === 0 ? 'Has hit nothing yet' : `Has hit ${times(hits)}`}
        {remaining !== undefined && remaining > 0 && `, ${times(remaining)} more`}
        {held > 0 && `, holds ${webhooks(held)} back`}
        {until !== undefined && (
          <>
            , until <Time at={until} />
          </>
        )}
        , ordered <Time at={orderedAt} />
      </Text>
    </Stack>
  )
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}

function webhooks(count: number): string {
  return count === 1 ? '1 webhook' : `${count} webhooks`
}
