import type { ConsoleUserView, OneTimePassword } from '@kvitt/contract'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ConsoleProblem } from '../console-problem.tsx'
import { usePasswordReset, useUserChange } from './user-queries.ts'

/** What signs somebody out, and is asked about first. */
export type UserChange = 'reset' | 'deactivate'

interface ConfirmUserChangeProps {
  readonly kind: UserChange
  readonly user: ConsoleUserView
  readonly close: () => void
  readonly tell: (told: OneTimePassword) => void
}

/** Asks before somebody is signed out. */
export function ConfirmUserChange({
  kind,
  user: { name },
  close,
  tell,
}: ConfirmUserChangeProps): React.ReactNode {
  const { t } = useTranslation('console')
  const reset = usePasswordReset()
  const change = useUserChange()
  const error = reset.error ?? change.error
  const confirm = (): void => {
    if (kind === 'reset') reset.mutate(name, { onSuccess: tell })
    else change.mutate({ name, change: { isActive: false } }, { onSuccess: close })
  }
  return (
    <Stack>
      <Text style={{ overflowWrap: 'anywhere' }}>{t(`user.${kind}Text`, { name })}</Text>
      {error && <ConsoleProblem error={error} />}
      <Group justify="end">
        <Button variant="default" onClick={close} data-autofocus>
          {t('back')}
        </Button>
        <Button
          {...(kind === 'deactivate' && { color: 'red.9' })}
          loading={reset.isPending || change.isPending}
          onClick={confirm}
        >
          {t(`user.${kind}`)}
        </Button>
      </Group>
    </Stack>
  )
}
