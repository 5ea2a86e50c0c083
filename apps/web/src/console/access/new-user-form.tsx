import type { ConsoleRole, OneTimePassword } from '@kvitt/contract'
import { Button, Group, Radio, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { ConsoleProblem } from '../console-problem.tsx'
import { ROLES } from '../may-do.ts'
import { useUserCreation } from './user-queries.ts'

interface NewUserFormProps {
  readonly close: () => void
  readonly tell: (told: OneTimePassword) => void
}

interface Wish {
  readonly name: string
  readonly role: ConsoleRole
}

/** Makes a user, who is given a password for the first sign-in. */
export function NewUserForm({ close, tell }: NewUserFormProps): React.ReactNode {
  const { t } = useTranslation('console')
  const { mutate, error, isPending } = useUserCreation()
  const initialValues: Wish = { name: '', role: 'read' }
  const form = useForm({
    mode: 'uncontrolled',
    initialValues,
    validate: { name: (name) => (name.trim() === '' ? t('signIn.nameMissing') : null) },
  })
  const submit = form.onSubmit(({ name, role }) =>
    mutate({ name: name.trim(), role }, { onSuccess: tell }),
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          label={t('user.name')}
          description={t('user.nameRule')}
          autoComplete="off"
          autoCapitalize="none"
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Radio.Group label={t('role')} {...form.getInputProps('role')}>
          <Stack gap="xs" mt="xs">
            {ROLES.map((role) => (
              <Radio
                key={role}
                value={role}
                label={t(`roles.${role}`)}
                description={t(`mayDo.${role}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {error && <ConsoleProblem error={error} />}
        <Group justify="end">
          <Button variant="default" onClick={close}>
            {t('back')}
          </Button>
          <Button type="submit" loading={isPending}>
            {t('user.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
