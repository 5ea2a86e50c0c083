import { Alert, Anchor, Group, Text } from '@mantine/core'
import { Link } from 'react-router'
import { useEnvironmentNow } from '../clock/use-environment-now.ts'
import { useFaults } from './fault-queries.ts'
import { effectInWords, isActive } from './fault-words.ts'

const NAMED_MAX = 3

/** Says on every page that something goes wrong on order, so that nobody looks for a bug there. */
export function FaultBanner(): React.ReactNode {
  const { data } = useFaults()
  const now = useEnvironmentNow()
  const active = data?.faults.filter((fault) => isActive(fault, now?.nowMs)) ?? []
  const held = data?.faults.reduce((sum, fault) => sum + fault.held, 0) ?? 0
  if (active.length === 0 && held === 0) return null
  const names = active.slice(0, NAMED_MAX).map(effectInWords)
  const more = active.length - names.length
  return (
    <Alert color="orange" mb="md" p="xs" role="status">
      <Group justify="space-between" gap="xs">
        <Text size="sm">
          {active.length > 0 && (
            <>
              {active.length === 1 ? 'A fault is active' : `${active.length} faults are active`}:{' '}
              {names.join('; ')}
              {more > 0 && ` and ${more} more`}.{' '}
            </>
          )}
          {held > 0 && `${held === 1 ? '1 webhook is' : `${held} webhooks are`} held back.`}
        </Text>
        <Anchor component={Link} to="/portal/faults" size="sm" c="inherit" td="underline">
          Show the faults
        </Anchor>
      </Group>
    </Alert>
  )
}
