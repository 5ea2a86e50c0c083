import { Alert, Chip, Group, Skeleton, Stack, Text, Timeline, Title } from '@mantine/core'
import type { ConsoleActor, ConsoleHappening, ConsoleOrder, ConsoleTimeline } from '@kvitt/contract'
import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActorIcon } from './actor-icon.tsx'
import { FailureText } from './failure-text.tsx'
import { OrderHappening } from './order-happening.tsx'
import { OrderProblem } from './order-problem.tsx'

const KINDS = ['order', 'provider', 'webhooks', 'told'] as const
type Kind = (typeof KINDS)[number]

function kindOf(actor: ConsoleActor): Kind {
  if (actor === 'provider' || actor === 'told') return actor
  return actor === 'webhook' ? 'webhooks' : 'order'
}

/** Whether somebody is called for by what the happening before has told in full. */
function isToldBeside({ type, traceId }: ConsoleHappening, before?: ConsoleHappening): boolean {
  return type === 'attentionRaised' && traceId !== undefined && traceId === before?.traceId
}

interface OrderTimelineProps {
  readonly order: ConsoleOrder
  readonly timeline: UseQueryResult<ConsoleTimeline>
}

/** One stream of all that has happened, whoever did it and whoever knows it; the newest first. */
export function OrderTimeline({ order, timeline }: OrderTimelineProps): React.ReactNode {
  const { t } = useTranslation('console-orders')
  const [kinds, setKinds] = useState<readonly string[]>(KINDS)
  const { data, error, refetch } = timeline
  const shown = data?.happenings.filter(({ actor }) => kinds.includes(kindOf(actor))) ?? []
  return (
    <Stack>
      <Title order={3} size="h4">
        {t('timeline.title')}
      </Title>
      <Chip.Group multiple value={[...kinds]} onChange={setKinds}>
        <Group gap="xs" role="group" aria-label={t('timeline.filter')}>
          {KINDS.map((kind) => (
            <Chip key={kind} value={kind} size="xs">
              {t(`timeline.${kind}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {error && <OrderProblem error={error} retry={() => void refetch()} />}
      {data === undefined && !error && <Skeleton height={200} aria-label={t('timeline.loading')} />}
      {data?.unreadLogs.map(({ reference, ...failure }) => (
        <Alert key={reference} color="orange">
          <Text size="sm">{t('timeline.unread', { reference })}</Text>
          <FailureText failure={failure} />
        </Alert>
      ))}
      {data && shown.length === 0 && <Text c="dimmed">{t('timeline.empty')}</Text>}
      <Timeline
        bulletSize={24}
        lineWidth={2}
        active={shown.length}
        styles={{ item: { marginTop: 18 } }}
      >
        {shown.map((happening, index) => (
          <Timeline.Item
            key={happening.id}
            color={happening.isFailure ? 'red.8' : 'kvitt.8'}
            bullet={<ActorIcon actor={happening.actor} />}
          >
            <OrderHappening
              happening={happening}
              currency={order.currency}
              isToldBeside={isToldBeside(happening, shown[index + 1])}
            />
          </Timeline.Item>
        ))}
      </Timeline>
      {data?.isCut && (
        <Text size="xs" c="dimmed">
          {t('timeline.cut')}
        </Text>
      )}
    </Stack>
  )
}
