import { Anchor, Badge, Breadcrumbs, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import type { SalesUnitView } from '@kvitt/contract'
import { Link, useParams } from 'react-router'
import { QueryProblem } from '../../components/query-problem.tsx'
import { Keys } from './keys.tsx'
import { RenameSalesUnit } from './rename-sales-unit.tsx'
import { useSalesUnit } from './sales-unit-queries.ts'
import { SwitchList } from './switch-list.tsx'

const MARKETS = {
  NO: 'Norway, NOK: Vipps',
  DK: 'Denmark, DKK: MobilePay',
  FI: 'Finland, EUR: MobilePay',
} as const

/** One sales unit: its keys, and what the API makes of its requests. */
export function SalesUnitPage(): React.ReactNode {
  const { msn = '' } = useParams()
  const { data: unit, error, isPending, refetch } = useSalesUnit(msn)
  return (
    <Stack>
      <Breadcrumbs>
        <Anchor component={Link} to="/portal/sales-units">
          Sales units
        </Anchor>
        <Text ff="monospace" size="sm">
          {msn}
        </Text>
      </Breadcrumbs>
      {isPending && <Skeleton height={300} aria-label="Loading the sales unit" />}
      {error && <QueryProblem error={error} retry={() => void refetch()} />}
      {unit && <Details unit={unit} />}
    </Stack>
  )
}

function Details({ unit }: { readonly unit: SalesUnitView }) {
  return (
    <>
      <Group justify="space-between" align="start">
        <Stack gap={4} style={{ minWidth: 0 }}>
          <Title order={2} style={{ overflowWrap: 'anywhere' }}>
            {unit.name}
          </Title>
          <Group gap="xs">
            <Text>{MARKETS[unit.market]}</Text>
            {unit.deactivated && (
              <Badge variant="light" color="orange" tt="none">
                Deactivated
              </Badge>
            )}
          </Group>
        </Stack>
        <RenameSalesUnit unit={unit} />
      </Group>
      <Keys unit={unit} />
      <SwitchList unit={unit} />
    </>
  )
}
