import { Table, Text } from '@mantine/core'
import type { ShownHeader } from '@kvitt/contract'

/** Headers in the order in which they came. */
export function HeaderList({
  headers,
}: {
  readonly headers: readonly ShownHeader[]
}): React.ReactNode {
  if (headers.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No headers are known.
      </Text>
    )
  }
  return (
    <Table variant="vertical" layout="fixed" verticalSpacing={4} fz="xs">
      <Table.Tbody>
        {headers.map(({ name, value }, index) => (
          // The same header may come twice.
          <Table.Tr key={`${index} ${name}`}>
            <Table.Th w="38%" style={{ overflowWrap: 'anywhere' }}>
              {name}
            </Table.Th>
            <Table.Td ff="monospace" style={{ overflowWrap: 'anywhere' }}>
              {value}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
