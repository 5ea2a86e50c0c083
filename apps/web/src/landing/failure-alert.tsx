import { Alert } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { LandingFailure } from './landing-api.ts'

/** Why something came to nothing, read aloud as it appears. */
export function FailureAlert({
  failure,
}: {
  readonly failure: LandingFailure | undefined
}): React.ReactNode {
  const { t } = useTranslation('landing')
  return (
    failure !== undefined && (
      <Alert color="red" role="alert" variant="light">
        {t(`failures.${failure}`)}
      </Alert>
    )
  )
}
