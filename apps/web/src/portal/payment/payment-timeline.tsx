import { Alert, Anchor, Chip, Group, Skeleton, Stack, Text, Timeline } from '@mantine/core'
import type { PaymentDetails } from '@kvitt/contract'
import { Link } from 'react-router'
import { QueryProblem } from '../../components/query-problem.tsx'
import { useSearch } from '../search-parameters.ts'
import { paymentStory, STORY_KINDS, type StoryItem, type StoryKind } from './payment-story.ts'
import { usePaymentAttempts, usePaymentRequests } from './story-queries.ts'
import { StoryEvent, StoryRequest, StoryWebhook } from './story-items.tsx'

const LABELS: Readonly<Record<StoryKind, string>> = {
  events: 'Events',
  requests: 'Requests',
  webhooks: 'Webhooks',
}
const COLORS: Readonly<Record<StoryKind, string>> = {
  events: 'kvitt',
  requests: 'blue',
  webhooks: 'grape',
}

interface PaymentTimelineProps {
  readonly payment: PaymentDetails
}

/** Events, requests and webhooks of a payment in one stream, the newest first. */
export function PaymentTimeline({ payment }: PaymentTimelineProps): React.ReactNode {
  const [{ show }, change] = useSearch(['show'])
  const requests = usePaymentRequests(payment)
  const attempts = usePaymentAttempts(payment)
  const shown: readonly string[] = show === '' ? STORY_KINDS : show.split(',')
  if (requests.isPending || attempts.isPending) {
    return <Skeleton height={200} aria-label="Loading what happened" />
  }
  const story = paymentStory(
    payment.events,
    requests.data?.requests ?? [],
    attempts.data?.attempts ?? [],
  ).filter(({ kind }) => shown.includes(kind))
  return (
    <Stack>
      <Chip.Group
        multiple
        value={[...shown]}
        onChange={(kinds) =>
          change({ show: kinds.length === STORY_KINDS.length ? '' : kinds.join(',') || 'none' })
        }
      >
        <Group gap="xs" role="group" aria-label="What is shown">
          {STORY_KINDS.map((kind) => (
            <Chip key={kind} value={kind} size="xs">
              {LABELS[kind]}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {requests.error && <QueryProblem error={requests.error} />}
      {attempts.error && <QueryProblem error={attempts.error} />}
      {story.length === 0 && <Text c="dimmed">Nothing of what is chosen has happened.</Text>}
      <Timeline
        bulletSize={14}
        lineWidth={2}
        active={story.length}
        styles={{ item: { marginTop: 18 } }}
      >
        {story.map((item) => (
          <Timeline.Item key={keyOf(item, story)} color={COLORS[item.kind]} lineVariant="solid">
            <Item item={item} payment={payment} />
          </Timeline.Item>
        ))}
      </Timeline>
      <Rest
        payment={payment}
        hasMore={requests.data?.nextCursor != null || attempts.data?.nextCursor != null}
      />
    </Stack>
  )
}

function Item({ item, payment }: { readonly item: StoryItem; readonly payment: PaymentDetails }) {
  switch (item.kind) {
    case 'events':
      return <StoryEvent event={item.event} currency={payment.amount.currency} />
    case 'requests':
      return <StoryRequest request={item.request} count={item.count} />
    case 'webhooks':
      return <StoryWebhook attempt={item.attempt} />
  }
}

/** An event has no number: what it is, and how many like it came before it in the stream. */
function keyOf(item: StoryItem, story: readonly StoryItem[]): string {
  if (item.kind === 'requests') return `request ${item.request.id}`
  if (item.kind === 'webhooks') return `attempt ${item.attempt.id}`
  const { event, at } = item
  return `${event.name} ${at} ${event.pspReference ?? story.indexOf(item)}`
}

/** Events last; requests and attempts are kept as long as there is room for them. */
function Rest({ payment, hasMore }: PaymentTimelineProps & { readonly hasMore: boolean }) {
  if (!hasMore) {
    return (
      <Text size="xs" c="dimmed">
        Requests and webhooks are those that are still kept, since this Kvitt was started.
      </Text>
    )
  }
  const { msn, reference } = payment
  return (
    <Alert color="gray">
      There is more than is told here:{' '}
      <Anchor
        component={Link}
        to={`/portal/requests?${new URLSearchParams({ msn, reference }).toString()}`}
        inherit
        underline="always"
      >
        all its requests
      </Anchor>
      ,{' '}
      <Anchor
        component={Link}
        to={`/portal/webhooks?${new URLSearchParams({ view: 'attempts', msn, reference }).toString()}`}
        inherit
        underline="always"
      >
        all its webhooks
      </Anchor>
      .
    </Alert>
  )
}
