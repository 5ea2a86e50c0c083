import { Alert, Button, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ControlError } from '../control-api.ts'
import { en } from '../languages/phone/en.ts'

export type Reason = keyof typeof en.refusal

interface RefusalProps {
  readonly error: Error
  /** Why, where that is known better than the error tells it. */
  readonly reason?: Reason
  /** What there is to do about it, beside trying again. */
  readonly advice?: string
  readonly retry?: () => void
}

/** Why something came to nothing, in the language of the page where the server gives a reason. */
export function Refusal({ error, advice, retry, ...known }: RefusalProps): React.ReactNode {
  const { t } = useTranslation('phone')
  const { t: shared } = useTranslation('shared')
  const reason = known.reason ?? reasonOf(error)
  return (
    <Alert color="red" title={t('refusal.title')} role="alert">
      <Stack gap="xs" align="start">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {reason ? t(`refusal.${reason}`) : error.message} {advice}
        </Text>
        {retry && (
          <Button size="xs" variant="default" onClick={retry}>
            {shared('tryAgain')}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}

/** What a refusal says to programs, where the page has words for it. */
export function reasonOf(error: Error): Reason | undefined {
  const reason = error instanceof ControlError ? error.reason : undefined
  return reason !== undefined && Object.hasOwn(en.refusal, reason) ? (reason as Reason) : undefined
}
