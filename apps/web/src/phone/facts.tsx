import { Group, Text } from '@mantine/core'

interface FactsProps {
  /** What it is, and what it says. */
  readonly facts: readonly (readonly [name: string, value: React.ReactNode])[]
}

/** Names and values in two columns, one below the other where there is no room. */
export function Facts({ facts }: FactsProps): React.ReactNode {
  return (
    <dl style={{ margin: 0 }}>
      {facts.map(([name, value], index) => (
        <Group key={`${name} ${index}`} justify="space-between" gap="xs" align="start" py={4}>
          <Text component="dt" size="sm" c="dimmed">
            {name}
          </Text>
          <Text
            component="dd"
            size="sm"
            m={0}
            ta="end"
            style={{ flex: 1, minWidth: '50%', overflowWrap: 'anywhere' }}
          >
            {value}
          </Text>
        </Group>
      ))}
    </dl>
  )
}
