import type { OneTimePassword } from '@kvitt/contract'
import { Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface ToldPasswordProps {
  readonly told: OneTimePassword
  readonly close: () => void
}

/** A password that nobody sees again. */
export function ToldPassword({ told, close }: ToldPasswordProps): React.ReactNode {
  const { t } = useTranslation('console')
  const { user, password } = told
  return (
    <Stack>
      <Code block fz="lg" data-testid="one-time-password">
        {password}
      </Code>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {t('user.tellThem', { name: user.name })}
      </Text>
      <Group justify="end">
        <CopyButton value={password}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy} aria-live="polite">
              {copied ? t('copied') : t('copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={close}>{t('close')}</Button>
      </Group>
    </Stack>
  )
}
