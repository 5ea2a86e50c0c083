import { Group, Skeleton, Stack, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { Link } from 'react-router'
import { ClockMarks, marksInWords } from './clock-marks.tsx'
import { useEnvironmentNow } from './use-environment-now.ts'

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const TIME = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })

/** What the environment's clock shows, on every page of the portal; leads to where it is moved. */
export function ClockIndicator(): React.ReactNode {
  const now = useEnvironmentNow()
  if (!now) return <Skeleton height={20} width={90} aria-label="Reading the clock" />
  return (
    <UnstyledButton component={Link} to="/portal/clock">
      <VisuallyHidden>The environment’s clock</VisuallyHidden>
      <Group gap={6} justify="end" wrap="nowrap" visibleFrom="sm">
        <Text size="xs" c="dimmed">
          {DAY.format(now.nowMs)}
        </Text>
        <Face nowMs={now.nowMs} />
        <ClockMarks {...now} />
      </Group>
      <Stack gap={0} align="end" hiddenFrom="sm">
        <Face nowMs={now.nowMs} />
        <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          {marksInWords(now)}
        </Text>
      </Stack>
    </UnstyledButton>
  )
}

function Face({ nowMs }: { readonly nowMs: number }) {
  return (
    <Text size="sm" fw={600} lh={1.3} style={{ fontVariantNumeric: 'tabular-nums' }}>
      {TIME.format(nowMs)}
    </Text>
  )
}
