import { Anchor, Stack, Table, Text, Title } from '@mantine/core'
import type { PaymentDetails, WebhookQueue } from '@kvitt/contract'
import { Link } from 'react-router'
import { durationInWords } from '../../components/duration-in-words.ts'
import { Time } from '../../components/time.tsx'
import { useEnvironmentNow } from '../clock/use-environment-now.ts'
import { eventName } from '../webhooks/event-name.ts'
import { useRegistrations } from '../webhooks/webhook-queries.ts'

const DEADLINES = {
  expiry: 'Expires',
  guarantee: 'Capture is guaranteed until',
  capture: 'Can be captured until',
  refund: 'Can be refunded until',
} as const

interface Ahead {
  readonly what: React.ReactNode
  /** Undefined where it waits for something else than time. */
  readonly at: string | undefined
}

/** What time will bring to a payment: its deadlines, and the next attempt of each webhook that waits. */
export function PaymentAhead({ payment }: { readonly payment: PaymentDetails }): React.ReactNode {
  const { msn, reference, deadlines } = payment
  const { data: registrations = [] } = useRegistrations({ msn, reference })
  const nowMs = useEnvironmentNow()?.nowMs
  const webhooks = registrations.flatMap(({ registrationId, url, queues }) =>
    queues.map((queue) => ({
      key: registrationId,
      what: <Waiting queue={queue} url={url} />,
      at: queue.nextAttemptAt ?? undefined,
    })),
  )
  const times = deadlines.map(({ name, at }) => ({ key: name, what: DEADLINES[name], at }))
  const ahead: readonly (Ahead & { readonly key: string })[] = [...webhooks, ...times].toSorted(
    (left, right) => (left.at ?? '').localeCompare(right.at ?? ''),
  )
  if (ahead.length === 0) return null
  return (
    <Stack component="section" gap="sm" aria-labelledby="ahead">
      <Title order={3} size="h4" id="ahead">
        What lies ahead
      </Title>
      <Table layout="fixed" withTableBorder aria-labelledby="ahead">
        <Table.Tbody>
          {ahead.map(({ key, what, at }) => (
            <Table.Tr key={key}>
              <Table.Td w="60%" style={{ overflowWrap: 'anywhere' }}>
                {what}
              </Table.Td>
              <Table.Td>
                {at === undefined ? 'when it is released' : <When at={at} nowMs={nowMs} />}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  )
}

function When({ at, nowMs }: { readonly at: string; readonly nowMs: number | undefined }) {
  const leftMs = nowMs === undefined ? undefined : Date.parse(at) - nowMs
  return (
    <>
      {leftMs !== undefined && (
        <Text size="sm" fw={600}>
          {leftMs < 0 ? 'passed' : `in ${durationInWords(leftMs)}`}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        <Time at={at} />
      </Text>
    </>
  )
}

function Waiting({ queue, url }: { readonly queue: WebhookQueue; readonly url: string }) {
  const { waiting, attempts, lastFailure, heldUntil } = queue
  const [first] = waiting
  return (
    <>
      <Text size="sm">
        <Anchor component={Link} to="/portal/webhooks" inherit underline="always">
          Webhook {first ? eventName(first.eventType) : ''}
        </Anchor>
        {waiting.length > 1 && ` and ${waiting.length - 1} behind it`}
        {heldUntil !== null && ', held back by a fault'}
        {attempts > 0 && `, attempt ${attempts + 1} after ${lastFailure ?? 'no answer'}`}
      </Text>
      <Text size="xs" c="dimmed" ff="monospace">
        {url}
      </Text>
    </>
  )
}
