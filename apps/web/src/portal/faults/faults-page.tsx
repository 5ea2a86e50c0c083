import { Skeleton, Stack, Title } from '@mantine/core'
import { QueryProblem } from '../../components/query-problem.tsx'
import { FaultForm } from './fault-form.tsx'
import { FaultHits } from './fault-hits.tsx'
import { OrderedFaults } from './ordered-faults.tsx'
import { useFaultChoices, useFaults } from './fault-queries.ts'

/** What goes wrong on order: what is active, another one, and what they have hit. */
export function FaultsPage(): React.ReactNode {
  const { data, error, isPending, refetch } = useFaults()
  const choices = useFaultChoices()
  return (
    <Stack gap="lg">
      <Title order={2}>Faults</Title>
      {isPending && <Skeleton height={80} aria-label="Looking for faults" />}
      {error && <QueryProblem error={error} retry={() => void refetch()} />}
      {data && <OrderedFaults faults={data.faults} />}
      {choices.isPending && <Skeleton height={200} aria-label="Looking for what can go wrong" />}
      {choices.error && <QueryProblem error={choices.error} retry={() => void choices.refetch()} />}
      {choices.data && <FaultForm choices={choices.data} />}
      {data && <FaultHits {...data} />}
    </Stack>
  )
}
