import { Code, Group, Text, Timeline } from '@mantine/core'
import type { PaymentDetails } from '@kvitt/contract'
import { Amount } from '../components/amount.tsx'
import { Time } from '../components/time.tsx'

/** Every event of a payment, the newest first. */
export function PaymentTimeline({
  payment: { amount, events },
}: {
  readonly payment: PaymentDetails
}): React.ReactNode {
  return (
    <Timeline bulletSize={14} lineWidth={2} active={events.length}>
      {events.toReversed().map((event, index) => (
        <Timeline.Item
          key={events.length - index}
          title={
            <Group gap="xs">
              <Text fw={600}>{inWords(event.name)}</Text>
              {event.amount !== undefined && (
                <Amount value={event.amount} currency={amount.currency} />
              )}
            </Group>
          }
        >
          <Text size="sm" c="dimmed">
            <Time at={event.at} />
          </Text>
          <Id name="pspReference" value={event.pspReference} />
          <Id name="Idempotency-Key" value={event.idempotencyKey} />
        </Timeline.Item>
      ))}
    </Timeline>
  )
}

function Id({ name, value }: { readonly name: string; readonly value: string | undefined }) {
  if (value === undefined) return null
  return (
    <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      {name} <Code>{value}</Code>
    </Text>
  )
}

/** `authentication-started` as people would write it. */
function inWords(name: string): string {
  const words = name.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
