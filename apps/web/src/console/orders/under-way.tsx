import { Alert, Stack, Text } from '@mantine/core'
import type { ConsoleOrder } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../customer/formats.ts'
import { FailureText } from './failure-text.tsx'
import { openChanges } from './order-queries.ts'
import { useOrderWords } from './order-words.ts'

/** Changes that were asked for and are not over. */
export function UnderWay({ order }: { readonly order: ConsoleOrder }): React.ReactNode {
  const { t } = useTranslation('console-orders')
  const { word } = useOrderWords()
  const { money, moment } = useFormats()
  const changes = openChanges(order)
  if (changes.length === 0) return null
  return (
    <Alert color="blue" title={t('order.underWay')} role="status">
      <Stack gap="xs">
        {changes.map((change) => {
          const { type, amount, reference, state, recordedAt, dueAt } = change
          const key = state === 'sent' || state === 'unknown' ? state : 'recorded'
          return (
            <Stack key={`${reference} ${type} ${recordedAt} ${amount}`} gap={2}>
              <Text size="sm">
                {word('change', type)}
                {amount > 0 && ` ${money({ value: amount, currency: order.currency })}`}{' '}
                {t(`change.${key}`, { time: moment(dueAt) })}
              </Text>
              <FailureText failure={change} />
            </Stack>
          )
        })}
      </Stack>
    </Alert>
  )
}
