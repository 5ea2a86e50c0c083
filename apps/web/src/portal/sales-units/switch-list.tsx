import { Paper, Stack, Switch as Toggle, Text, Title } from '@mantine/core'
import type { SalesUnitView } from '@kvitt/contract'
import { QueryProblem } from '../../components/query-problem.tsx'
import { useSalesUnitChange } from './sales-unit-queries.ts'
import { SWITCHES, type Switch } from './switches.ts'

interface SwitchListProps {
  readonly unit: SalesUnitView
}

/** What can be switched, with what the API answers as it is now. */
export function SwitchList({ unit }: SwitchListProps): React.ReactNode {
  return (
    <Stack component="section" gap="xs" aria-labelledby="switches">
      <Title order={3} size="h4" id="switches">
        What the API makes of its requests
      </Title>
      <Text size="sm" c="dimmed">
        A change counts for the very next request.
      </Text>
      <Paper withBorder>
        <Stack component="ul" gap={0} p={0} m={0} style={{ listStyle: 'none' }}>
          {SWITCHES.map((each) => (
            <SwitchItem key={each.name} unit={unit} subject={each} />
          ))}
        </Stack>
      </Paper>
    </Stack>
  )
}

function SwitchItem({ unit, subject }: SwitchListProps & { readonly subject: Switch }) {
  const { mutate, isPending, error } = useSalesUnitChange(unit.msn)
  const isOn = subject.isOn(unit)
  const withoutEffect = subject.withoutEffect?.[unit.market]
  return (
    <Stack component="li" gap="xs" px="md" py="sm">
      <Toggle
        label={subject.label}
        description={withoutEffect ?? subject[isOn ? 'on' : 'off']}
        checked={isOn}
        disabled={isPending}
        onChange={({ currentTarget }) => mutate(subject.change(currentTarget.checked))}
      />
      {error && <QueryProblem error={error} />}
    </Stack>
  )
}
