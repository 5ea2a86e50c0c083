import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { WebhookQueue, WebhookRegistrationView } from '@kvitt/contract'
import { useState } from 'react'
import { Link } from 'react-router'
import { durationInWords } from '../../components/duration-in-words.ts'
import { QueryProblem } from '../../components/query-problem.tsx'
import { Time } from '../../components/time.tsx'
import { paymentPath } from '../../payment-path.ts'
import { eventName } from './event-name.ts'
import { useFaultRelease } from '../faults/fault-queries.ts'
import { useResend } from './webhook-queries.ts'

/** Of how many payments that wait is told before somebody wants to see all. */
const SHOWN_AT_FIRST = 5

interface QueueListProps {
  readonly registration: WebhookRegistrationView
  /** On the environment's clock. */
  readonly nowMs: number | undefined
}

/** What each payment still has to tell a registration, and what holds it up. */
export function QueueList({ registration, nowMs }: QueueListProps): React.ReactNode {
  const [isWhole, setWhole] = useState(false)
  const { queues, registrationId, msn, waitingPayments, isComplete } = registration
  if (queues.length === 0) return null
  const shown = isWhole ? queues : queues.slice(0, SHOWN_AT_FIRST)
  return (
    <Stack gap="xs">
      {shown.map((queue) => (
        <Queue
          key={queue.reference}
          queue={queue}
          msn={msn}
          registrationId={registrationId}
          nowMs={nowMs}
        />
      ))}
      {shown.length < queues.length && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => setWhole(true)}
          style={{ alignSelf: 'start' }}
        >
          Show {queues.length - shown.length} more
        </Button>
      )}
      {shown.length === queues.length && (waitingPayments > queues.length || !isComplete) && (
        <Text size="sm" c="dimmed">
          {isComplete
            ? `… and ${waitingPayments - queues.length} more payments.`
            : '… and perhaps more: not all payments were looked at.'}
        </Text>
      )}
    </Stack>
  )
}

interface QueueProps extends Pick<QueueListProps, 'nowMs'> {
  readonly queue: WebhookQueue
  readonly msn: string
  readonly registrationId: string
}

function Queue({ queue, msn, registrationId, nowMs }: QueueProps): React.ReactNode {
  const { reference, waiting } = queue
  return (
    <Group
      justify="space-between"
      gap="xs"
      pl="sm"
      style={{ borderInlineStart: '3px solid var(--mantine-color-default-border)' }}
    >
      <Stack gap={4} style={{ flex: '1 1 260px' }}>
        <Group gap="xs">
          <Anchor
            component={Link}
            to={`/portal${paymentPath({ msn, reference })}`}
            ff="monospace"
            size="sm"
            style={{ overflowWrap: 'anywhere' }}
          >
            {reference}
          </Anchor>
          {waiting.map(({ eventType, enqueuedAt }, index) => (
            <Badge
              key={`${eventType} ${enqueuedAt} ${index}`}
              variant={index === 0 ? 'light' : 'default'}
              color="blue"
              size="sm"
              miw="max-content"
              tt="none"
            >
              {eventName(eventType)}
            </Badge>
          ))}
        </Group>
        <Text size="sm" component="div">
          <Hindrance queue={queue} nowMs={nowMs} />
        </Text>
      </Stack>
      <Actions queue={queue} registrationId={registrationId} />
    </Group>
  )
}

/** Why the first has not been delivered, and when something will be done about it. */
function Hindrance({
  queue: { attempts, lastFailure, nextAttemptAt, heldUntil, heldByFault },
  nowMs,
}: Pick<QueueProps, 'queue' | 'nowMs'>): React.ReactNode {
  if (heldUntil !== null) {
    const fault = heldByFault === null ? 'a fault' : `the fault ${heldByFault}`
    return heldUntil === 'released'
      ? `Held back by ${fault} until it is released.`
      : `Held back by ${fault} until the next webhook of this payment has overtaken it.`
  }
  const failed =
    attempts === 0
      ? 'No attempt yet.'
      : `${attempts} ${attempts === 1 ? 'attempt has' : 'attempts have'} failed, the last with ${lastFailure ?? 'no answer'}.`
  if (nextAttemptAt === null) return failed
  const leftMs = nowMs === undefined ? undefined : Date.parse(nextAttemptAt) - nowMs
  return (
    <>
      {failed} Next attempt{' '}
      {leftMs === undefined ? '' : leftMs <= 0 ? 'now, ' : `in ${durationInWords(leftMs)}, `}
      at <Time at={nextAttemptAt} short />.
    </>
  )
}

function Actions({
  queue: { reference, heldByFault, heldUntil },
  registrationId,
}: Pick<QueueProps, 'queue' | 'registrationId'>): React.ReactNode {
  const resend = useResend()
  const release = useFaultRelease()
  const send = (): void =>
    resend.mutate(
      { registrationId, reference },
      {
        onSuccess: ({ outcome, status, failure }) =>
          notifications.show({
            color: outcome === 'delivered' ? 'kvitt' : 'red',
            message:
              outcome === 'delivered'
                ? `Delivered: the endpoint answered ${status}.`
                : `Not delivered: ${failure}.`,
          }),
      },
    )
  return (
    <Stack gap="xs">
      <Group gap="xs">
        {heldUntil === 'released' && heldByFault !== null && (
          <Button
            size="compact-sm"
            loading={release.isPending}
            onClick={() => release.mutate(heldByFault)}
          >
            Release
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          loading={resend.isPending}
          onClick={send}
          aria-label={`Send now what waits for ${reference}`}
        >
          Send now
        </Button>
      </Group>
      {resend.error && <QueryProblem error={resend.error} />}
      {release.error && <QueryProblem error={release.error} />}
    </Stack>
  )
}
