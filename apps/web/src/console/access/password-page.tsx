import type { PASSWORD_LENGTH_MIN } from '@kvitt/contract'
import { Alert, Button, Paper, PasswordInput, Stack, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'
import { ConsoleProblem } from '../console-problem.tsx'
import { useConsoleSession, usePasswordChange } from '../session-queries.ts'

/** As the server has it: its schemas are no load for a browser. */
const LENGTH_MIN: typeof PASSWORD_LENGTH_MIN = 12
const LENGTH = { length: LENGTH_MIN }

/** Where somebody chooses another password; in place of everything else when they have to. */
export function PasswordPage(): React.ReactNode {
  const { t } = useTranslation('console')
  const { data: session } = useConsoleSession()
  return (
    <Paper withBorder p={{ base: 'md', xs: 'xl' }} maw={480}>
      <Stack>
        <Title order={2}>{t('password.title')}</Title>
        {session?.mustChangePassword && <Alert color="blue">{t('password.needed')}</Alert>}
        <PasswordForm name={session?.user.name ?? ''} />
      </Stack>
    </Paper>
  )
}

function PasswordForm({ name }: { readonly name: string }): React.ReactNode {
  const { t } = useTranslation('console')
  const { mutate, error, isPending } = usePasswordChange()
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { current: '', next: '', again: '' },
    validate: {
      current: (current) => (current === '' ? t('signIn.passwordMissing') : null),
      next: (next) => (next.length < LENGTH_MIN ? t('password.short', LENGTH) : null),
      again: (again, { next }) => (again === next ? null : t('password.different')),
    },
  })
  const submit = form.onSubmit(({ current, next }) =>
    mutate(
      { current, password: next },
      {
        onSuccess: () => {
          form.reset()
          notifications.show({ message: t('password.done') })
        },
      },
    ),
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {/* Tells password managers whose password it is. */}
        <input type="hidden" autoComplete="username" value={name} readOnly />
        <PasswordInput
          label={t('password.current')}
          autoComplete="current-password"
          key={form.key('current')}
          {...form.getInputProps('current')}
        />
        <PasswordInput
          label={t('password.next')}
          description={t('password.rule', LENGTH)}
          autoComplete="new-password"
          key={form.key('next')}
          {...form.getInputProps('next')}
        />
        <PasswordInput
          label={t('password.again')}
          autoComplete="new-password"
          key={form.key('again')}
          {...form.getInputProps('again')}
        />
        {error && <ConsoleProblem error={error} />}
        <Button type="submit" loading={isPending} style={{ alignSelf: 'start' }}>
          {t('password.submit')}
        </Button>
      </Stack>
    </form>
  )
}
