import { Anchor, Group, Table, Text } from '@mantine/core'
import { Link, useLocation } from 'react-router'
import { HttpStatus } from '../../components/http-status.tsx'
import { Time } from '../../components/time.tsx'

interface CallRowProps {
  readonly at: string
  readonly status: number | null
  readonly durationMs: number
  readonly reference: string | null
  /** Where all of it is told; the search goes along. */
  readonly to: string
  /** What was called for, which leads there. */
  readonly name: string
  /** Method and path, or an address. */
  readonly address: string
  /** Beside the name. */
  readonly remarks: React.ReactNode
  /** What went wrong. */
  readonly trouble: React.ReactNode
  /** Cells of a wide page beside those that every call has. */
  readonly children?: React.ReactNode
}

/** One HTTP call of a list: on a narrow page in two columns that tell all the same. */
export function CallRow(props: CallRowProps): React.ReactNode {
  const { at, status, durationMs, reference, to, name, address, remarks, trouble, children } = props
  const { search } = useLocation()
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td visibleFrom="md" style={{ whiteSpace: 'nowrap' }}>
        <Time at={at} short />
      </Table.Td>
      <Table.Td w={1}>
        <HttpStatus status={status} />
      </Table.Td>
      <Table.Td>
        <Group style={{ columnGap: 10, rowGap: 0 }}>
          <Anchor component={Link} to={{ pathname: to, search }} fw={550}>
            {name}
          </Anchor>
          {remarks}
        </Group>
        <Text size="xs" c="dimmed" ff="monospace" style={{ wordBreak: 'break-all' }} lineClamp={2}>
          {address}
        </Text>
        {trouble}
        <Text size="xs" c="dimmed" hiddenFrom="md" style={{ overflowWrap: 'anywhere' }}>
          <Time at={at} short />, {durationMs} ms{reference !== null && `, ${reference}`}
        </Text>
      </Table.Td>
      <Table.Td
        visibleFrom="md"
        maw={240}
        style={{ overflowWrap: 'anywhere' }}
        ff="monospace"
        fz="xs"
      >
        {reference ?? '–'}
      </Table.Td>
      <Table.Td
        visibleFrom="md"
        style={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}
      >
        {durationMs} ms
      </Table.Td>
      {children}
    </Table.Tr>
  )
}
