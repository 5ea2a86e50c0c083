import { Group, Text } from '@mantine/core'

/** Facts in a row, as many lines as it takes. */
export function Facts({ children }: { readonly children: React.ReactNode }): React.ReactNode {
  return <Group style={{ columnGap: 24, rowGap: 6 }}>{children}</Group>
}

interface FactProps {
  readonly name: string
  /** Nothing is shown for null. */
  readonly children: React.ReactNode
}

/** One fact with its name. */
export function Fact({ name, children }: FactProps): React.ReactNode {
  if (children === null || children === undefined || children === false) return null
  return (
    <Text size="sm" component="div" style={{ overflowWrap: 'anywhere' }}>
      <Text span c="dimmed" inherit>
        {name}{' '}
      </Text>
      {children}
    </Text>
  )
}
