import { Button, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CONSOLE, goToSignIn } from '../sign-in-address.ts'
import { useConsoleSession, useConsoleSignOut } from './session-queries.ts'

/** Who is signed in, and what they can do about it. */
export function UserMenu(): React.ReactNode {
  const { t } = useTranslation('console')
  const { data: session } = useConsoleSession()
  const { mutate: signOut } = useConsoleSignOut()
  if (!session) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="compact-sm">
          {session.user.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => signOut(undefined, { onSuccess: () => goToSignIn(CONSOLE) })}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
