import { Alert, Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ControlError } from '../../control-api.ts'
import { en } from '../../languages/console-orders/en.ts'
import { useOrderWords } from './order-words.ts'

interface OrderProblemProps {
  readonly error: Error
  readonly retry?: () => void
}

/** What the server refused, in the reader's language, and a way to ask again. */
export function OrderProblem({ error, retry }: OrderProblemProps): React.ReactNode {
  const { t } = useTranslation('console-orders')
  const { word } = useOrderWords()
  const code = error instanceof ControlError ? (error.reason ?? 'other') : 'other'
  return (
    <Alert color="red" title={t('problems.title')} role="alert">
      <Group justify="space-between">
        {/* What an order refuses is said as where an action is not possible. */}
        <Text size="sm">{word(Object.hasOwn(en.why, code) ? 'why' : 'problems', code)}</Text>
        {retry && (
          <Button size="xs" variant="default" onClick={retry}>
            {t('problems.again')}
          </Button>
        )}
      </Group>
    </Alert>
  )
}
