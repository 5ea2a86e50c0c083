import type { ConsoleUserView, OneTimePassword } from '@kvitt/contract'
import { Button, Group, Modal, Stack, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageLoading } from '../../components/page-loading.tsx'
import { ConsoleProblem } from '../console-problem.tsx'
import { ConfirmUserChange, type UserChange } from './confirm-user-change.tsx'
import { NewUserForm } from './new-user-form.tsx'
import { ToldPassword } from './told-password.tsx'
import { UserItem } from './user-item.tsx'
import { useUsers } from './user-queries.ts'

type Dialog =
  | { readonly kind: 'new' }
  | { readonly kind: 'told'; readonly told: OneTimePassword }
  | { readonly kind: UserChange; readonly user: ConsoleUserView }

/** Who may use the console, and for what. */
export function UsersPage(): React.ReactNode {
  const { t } = useTranslation('console')
  const { data, error, refetch } = useUsers()
  const [dialog, setDialog] = useState<Dialog>()
  const close = (): void => setDialog(undefined)
  const tell = (told: OneTimePassword): void => setDialog({ kind: 'told', told })
  return (
    <Stack maw={900}>
      <Group justify="space-between">
        <Title order={2}>{t('users')}</Title>
        <Button onClick={() => setDialog({ kind: 'new' })}>{t('user.new')}</Button>
      </Group>
      {error && <ConsoleProblem error={error} retry={() => void refetch()} />}
      {!data && !error && <PageLoading />}
      <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
        {data?.users.map((user) => (
          <UserItem key={user.name} user={user} ask={(kind) => setDialog({ kind, user })} />
        ))}
      </Stack>
      <Modal
        opened={dialog !== undefined}
        onClose={close}
        title={dialog && titleOf(dialog)}
        closeButtonProps={{ 'aria-label': t('close') }}
        // A password that is told once is not to vanish with a slip of the hand.
        closeOnClickOutside={dialog?.kind !== 'told'}
      >
        {dialog?.kind === 'new' && <NewUserForm close={close} tell={tell} />}
        {dialog?.kind === 'told' && <ToldPassword told={dialog.told} close={close} />}
        {dialog && 'user' in dialog && (
          <ConfirmUserChange kind={dialog.kind} user={dialog.user} close={close} tell={tell} />
        )}
      </Modal>
    </Stack>
  )

  function titleOf(shown: Dialog): string {
    switch (shown.kind) {
      case 'new':
        return t('user.new')
      case 'told':
        return t('user.told', { name: shown.told.user.name })
      case 'reset':
        return t('user.resetTitle', { name: shown.user.name })
      case 'deactivate':
        return t('user.deactivateTitle', { name: shown.user.name })
    }
  }
}
