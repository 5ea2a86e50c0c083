import { Anchor, Button, Code, Collapse, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { AttemptSummary, PaymentDetails, RequestSummary } from '@kvitt/contract'
import { Link } from 'react-router'
import { Amount } from '../../components/amount.tsx'
import { HttpStatus } from '../../components/http-status.tsx'
import { MessageBody } from '../../components/message-body.tsx'
import { QueryProblem } from '../../components/query-problem.tsx'
import { Time } from '../../components/time.tsx'
import { useRequest } from '../requests/request-queries.ts'
import { eventName } from '../webhooks/event-name.ts'
import { useAttempt } from '../webhooks/webhook-queries.ts'

interface StoryEventProps {
  readonly event: PaymentDetails['events'][number]
  readonly currency: string
}

/** What has happened to the payment itself. */
export function StoryEvent({ event, currency }: StoryEventProps): React.ReactNode {
  return (
    <Stack gap={2}>
      <Group gap="xs">
        <Text fw={600}>{inWords(event.name)}</Text>
        {event.amount !== undefined && <Amount value={event.amount} currency={currency} />}
      </Group>
      <Text size="sm" c="dimmed">
        <Time at={event.at} />
      </Text>
      <Id name="pspReference" value={event.pspReference} />
      <Id name="Idempotency-Key" value={event.idempotencyKey} />
    </Stack>
  )
}

interface StoryRequestProps {
  readonly request: RequestSummary
  /** How many of its like it stands for. */
  readonly count: number
}

/** What the merchant has asked for, and what it was answered. */
export function StoryRequest({ request, count }: StoryRequestProps): React.ReactNode {
  const { id, at, status, operation, method, path, problem, durationMs } = request
  return (
    <Stack gap={2}>
      <Group gap="xs">
        <HttpStatus status={status} />
        <Anchor component={Link} to={`/portal/requests/${id}`} fw={550}>
          {operation ?? `${method} ${path}`}
        </Anchor>
        {count > 1 && (
          <Text size="sm" c="dimmed">
            {count} times
          </Text>
        )}
      </Group>
      {problem && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {problem.code !== null && <strong>{problem.code} </strong>}
          {problem.detail}
        </Text>
      )}
      <Bodies label={`request ${id}`} at={at} durationMs={durationMs}>
        <RequestBodies id={id} />
      </Bodies>
    </Stack>
  )
}

/** What an endpoint was told, and what it made of it. */
export function StoryWebhook({ attempt }: { readonly attempt: AttemptSummary }): React.ReactNode {
  const { id, at, status, eventType, url, failure, durationMs } = attempt
  return (
    <Stack gap={2}>
      <Group gap="xs">
        <HttpStatus status={status} />
        <Anchor component={Link} to={`/portal/webhooks/attempts/${id}`} fw={550}>
          Webhook {eventName(eventType)}
        </Anchor>
        {attempt.attempt > 1 && (
          <Text size="sm" c="dimmed">
            attempt {attempt.attempt}
          </Text>
        )}
        {attempt.isResend && (
          <Text size="sm" c="dimmed">
            sent again
          </Text>
        )}
      </Group>
      <Text size="xs" ff="monospace" c="dimmed" style={{ wordBreak: 'break-all' }}>
        {url}
      </Text>
      {failure !== null && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {failure}
        </Text>
      )}
      <Bodies label={`attempt ${id}`} at={at} durationMs={durationMs}>
        <AttemptBodies id={id} />
      </Bodies>
    </Stack>
  )
}

interface BodiesProps {
  readonly label: string
  readonly at: string
  readonly durationMs: number
  readonly children: React.ReactNode
}

/** When it was, and its bodies: they are read when somebody wants to see them. */
function Bodies({ label, at, durationMs, children }: BodiesProps): React.ReactNode {
  const [isOpen, { toggle }] = useDisclosure()
  return (
    <>
      <Group gap="xs">
        <Text size="sm" c="dimmed">
          <Time at={at} />, {durationMs} ms
        </Text>
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={toggle}
          aria-expanded={isOpen}
          aria-label={`${isOpen ? 'Hide bodies' : 'Show bodies'} of ${label}`}
        >
          {isOpen ? 'Hide bodies' : 'Show bodies'}
        </Button>
      </Group>
      <Collapse expanded={isOpen}>{isOpen && children}</Collapse>
    </>
  )
}

function RequestBodies({ id }: { readonly id: number }): React.ReactNode {
  const { data, error, isPending } = useRequest(String(id))
  if (isPending) return <Skeleton height={80} aria-label="Loading the bodies" />
  if (error) return <QueryProblem error={error} />
  return (
    <Pair
      sent={data.body}
      answered={data.answer.body}
      labels={[`Body of request ${id}`, `Body of its answer ${id}`]}
    />
  )
}

function AttemptBodies({ id }: { readonly id: number }): React.ReactNode {
  const { data, error, isPending } = useAttempt(String(id))
  if (isPending) return <Skeleton height={80} aria-label="Loading the bodies" />
  if (error) return <QueryProblem error={error} />
  return (
    <Pair
      sent={data.body}
      answered={data.answer?.body ?? null}
      labels={[`Body of attempt ${id}`, `Body of its answer ${id}`]}
    />
  )
}

interface PairProps {
  readonly sent: string | null
  readonly answered: string | null
  readonly labels: readonly [string, string]
}

function Pair({ sent, answered, labels }: PairProps): React.ReactNode {
  return (
    <Stack gap="xs" py="xs">
      {sent !== null && sent !== '' && (
        <>
          <Text size="xs" c="dimmed">
            Sent
          </Text>
          <MessageBody text={sent} label={labels[0]} />
        </>
      )}
      <Text size="xs" c="dimmed">
        Answered
      </Text>
      <MessageBody text={answered} label={labels[1]} />
    </Stack>
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
