import {
  Anchor,
  Badge,
  Button,
  Group,
  Modal,
  Skeleton,
  Stack,
  Table,
  Text,
  Title,
} from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { SalesUnitView } from '@kvitt/contract'
import { Link } from 'react-router'
import { QueryProblem } from '../../components/query-problem.tsx'
import { NewSalesUnitForm } from './new-sales-unit-form.tsx'
import { useSalesUnits } from './sales-unit-queries.ts'
import { SWITCHES } from './switches.ts'

/** All sales units; what they may do and their keys are on pages of their own. */
export function SalesUnitsPage(): React.ReactNode {
  const { data: units, error, isPending, refetch } = useSalesUnits()
  const [isOpen, { open, close }] = useDisclosure()
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2}>Sales units</Title>
        <Button onClick={open}>New sales unit</Button>
      </Group>
      <Modal opened={isOpen} onClose={close} title="New sales unit" centered>
        <NewSalesUnitForm units={units ?? []} close={close} />
      </Modal>
      {isPending && <Skeleton height={160} aria-label="Looking for sales units" />}
      {error && <QueryProblem error={error} retry={() => void refetch()} />}
      {units?.length === 0 && (
        <Text c="dimmed" role="status">
          There are no sales units: nobody can be paid. Make one.
        </Text>
      )}
      {units && units.length > 0 && (
        <Table highlightOnHover verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Sales unit</Table.Th>
              <Table.Th>MSN</Table.Th>
              <Table.Th visibleFrom="xs">Market</Table.Th>
              <Table.Th visibleFrom="sm">Keys</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {units.map((unit) => (
              <SalesUnitRow key={unit.msn} unit={unit} units={units} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  )
}

interface SalesUnitRowProps {
  readonly unit: SalesUnitView
  readonly units: readonly SalesUnitView[]
}

function SalesUnitRow({ unit, units }: SalesUnitRowProps) {
  const others = units.filter(({ clientId }) => clientId === unit.clientId).length - 1
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <Anchor component={Link} to={`/portal/sales-units/${unit.msn}`}>
          {unit.name}
        </Anchor>
        <Group gap={4} mt={2}>
          {SWITCHES.filter(({ name }) => name === 'deactivated' || name === 'strict')
            .filter(({ isOn }) => isOn(unit))
            .map(({ name, label }) => (
              <Badge
                key={name}
                size="sm"
                variant="light"
                color={name === 'deactivated' ? 'orange' : 'blue'}
                tt="none"
              >
                {label}
              </Badge>
            ))}
        </Group>
      </Table.Td>
      <Table.Td ff="monospace">{unit.msn}</Table.Td>
      <Table.Td visibleFrom="xs">{unit.market}</Table.Td>
      <Table.Td visibleFrom="sm" c="dimmed">
        {others === 0 ? 'its own' : `shared with ${others} other${others === 1 ? '' : 's'}`}
      </Table.Td>
    </Table.Tr>
  )
}
