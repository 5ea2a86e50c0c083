import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FailureAlert } from './failure-alert.tsx'
import { approve, failAuthentication, type Attempt } from './landing-api.ts'
import type { LandingProps } from './landing-context.ts'

/** The step between the choice of a card and its charge: in reality the issuer's own page. */
export function AuthenticationStep({
  token,
  action,
  attempt,
}: LandingProps & { readonly attempt: Attempt }): React.ReactNode {
  const { t } = useTranslation('landing')
  return (
    <Stack>
      <Alert
        variant="light"
        title={
          <Title order={2} size="h4">
            {t('authentication.title')}
          </Title>
        }
      >
        <Text size="sm">{t('authentication.body')}</Text>
      </Alert>
      <FailureAlert failure={action.failure} />
      <Group grow>
        <Button
          size="md"
          loading={action.isRunning}
          onClick={() => action.run(() => approve(token, attempt))}
        >
          {t('authentication.pass')}
        </Button>
        <Button
          size="md"
          variant="default"
          disabled={action.isRunning}
          onClick={() => action.run(() => failAuthentication(token))}
        >
          {t('authentication.fail')}
        </Button>
      </Group>
    </Stack>
  )
}
