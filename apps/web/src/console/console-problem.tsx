import { Alert, Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useProblemText } from './problem-text.ts'

interface ConsoleProblemProps {
  readonly error: Error
  readonly retry?: () => void
}

/** What the payment server has refused, in the reader's language, and a way to ask again. */
export function ConsoleProblem({ error, retry }: ConsoleProblemProps): React.ReactNode {
  const { t } = useTranslation('console')
  const textOf = useProblemText()
  return (
    <Alert color="red" role="alert">
      <Group justify="space-between">
        <Text size="sm">{textOf(error)}</Text>
        {retry && (
          <Button size="xs" variant="default" onClick={retry}>
            {t('tryAgain')}
          </Button>
        )}
      </Group>
    </Alert>
  )
}
