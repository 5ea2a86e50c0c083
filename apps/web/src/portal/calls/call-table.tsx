import { Table } from '@mantine/core'

interface CallTableProps {
  readonly label: string
  /** What is called a call here. */
  readonly heading: string
  /** Of the cells that rows have beside those of every call. */
  readonly moreHeadings?: readonly string[]
  /** Call rows. */
  readonly children: React.ReactNode
}

/** HTTP calls; columns of a wide page alone are told within the rows of a narrow one. */
export function CallTable(props: CallTableProps): React.ReactNode {
  const { label, heading, moreHeadings = [], children } = props
  return (
    <Table highlightOnHover verticalSpacing={6} horizontalSpacing={8} aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th visibleFrom="md">Time</Table.Th>
          <Table.Th>Answer</Table.Th>
          <Table.Th>{heading}</Table.Th>
          {['Reference', 'Took', ...moreHeadings].map((each) => (
            <Table.Th key={each} visibleFrom="md">
              {each}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>{children}</Table.Tbody>
    </Table>
  )
}
