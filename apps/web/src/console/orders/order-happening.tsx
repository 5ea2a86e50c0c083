import { Badge, Group, Stack, Text } from '@mantine/core'
import type { ConsoleHappening } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../customer/formats.ts'
import { en } from '../../languages/console-orders/en.ts'
import { FailureText } from './failure-text.tsx'
import { Moment } from './moment.tsx'
import { useOrderWords } from './order-words.ts'

interface OrderHappeningProps {
  readonly happening: ConsoleHappening
  readonly currency: string
  /** What failed is told by another happening beside it. */
  readonly isToldBeside: boolean
}

/** Something that happened: what, by whom, when, why, and what to do where it went wrong. */
export function OrderHappening({
  happening,
  currency,
  isToldBeside,
}: OrderHappeningProps): React.ReactNode {
  const { t } = useTranslation('console-orders')
  const { money } = useFormats()
  const { actor, by, at, amount, reference, reason, times, isFailure } = happening
  const who = by === undefined ? t(`timeline.actor.${actor}`) : `${t('timeline.actor.staff')} ${by}`
  return (
    <Stack gap={2}>
      <Group gap="xs">
        <Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
          <What happening={happening} />
        </Text>
        {amount !== undefined && amount > 0 && (
          <Text size="sm">{money({ value: amount, currency })}</Text>
        )}
        {isFailure && actor === 'provider' && (
          <Badge color="red" variant="light" radius="sm" tt="none">
            {t('timeline.failed')}
          </Badge>
        )}
        {times !== undefined && (
          <Text size="sm" c="dimmed">
            {t('timeline.times', { number: times })}
          </Text>
        )}
      </Group>
      {reason !== undefined && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          “{reason}”
        </Text>
      )}
      {!isToldBeside && <FailureText failure={happening} />}
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {who} · <Moment at={at} />
        {reference !== undefined && (
          <>
            {' '}
            ·{' '}
            <Text span ff="monospace" inherit>
              {reference}
            </Text>
          </>
        )}
      </Text>
    </Stack>
  )
}

/** What happened in words; a name that is part of them is said in words too, where there are any. */
function What({ happening }: { readonly happening: ConsoleHappening }) {
  const { t } = useTranslation('console-orders')
  const { word } = useOrderWords()
  const { type, name = '', detail = '' } = happening
  if (!Object.hasOwn(en.timeline.type, type)) return type
  const named =
    type === 'attentionRaised'
      ? word('attention', name)
      : Object.hasOwn(en.change, name)
        ? word('change', name)
        : Object.hasOwn(en.information, name)
          ? t(`information.${name as 'receipt'}`)
          : Object.hasOwn(en.providerEvent, name)
            ? t(`providerEvent.${name as 'CREATED'}`)
            : name
  return t(`timeline.type.${type as 'wanted'}`, { name: named, detail })
}
