import { Alert, Stack, Text } from '@mantine/core'
import type { ConsoleOrder } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { ChangeButton } from './change-button.tsx'
import { FailureText } from './failure-text.tsx'
import { Moment } from './moment.tsx'
import { useOrderWords } from './order-words.ts'

interface OrderAttentionProps {
  readonly order: ConsoleOrder
  readonly mayHandle: boolean
}

/** What somebody should look at, and what to do about it. */
export function OrderAttention({ order, mayHandle }: OrderAttentionProps): React.ReactNode {
  const { t } = useTranslation('console-orders')
  const { word } = useOrderWords()
  return (
    <Alert color="orange" title={t('status.attention')}>
      <Stack gap="md" align="start">
        {order.wants.map((want) => (
          <Stack key={`${want.kind} ${want.reference} ${want.code}`} gap={4}>
            <Text size="sm" fw={600}>
              {word('attention', want.kind)}
            </Text>
            <Text size="sm">{word('advice', want.kind)}</Text>
            <FailureText failure={want} />
            <Text size="xs" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
              {want.reference} · <Moment at={want.at} />
            </Text>
          </Stack>
        ))}
        {mayHandle && <ChangeButton order={order} action="clear" />}
      </Stack>
    </Alert>
  )
}
