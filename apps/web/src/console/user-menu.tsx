import { Button, Menu, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { CONSOLE, goToSignIn } from '../sign-in-address.ts'
import { useConsoleSession, useConsoleSignOut } from './session-queries.ts'

/** Who is signed in, and what they can do about it. */
export function UserMenu(): React.ReactNode {
  const { t } = useTranslation('console')
  const { data: session } = useConsoleSession()
  const { mutate: signOut } = useConsoleSignOut()
  if (!session) return null
  const { user, hasPassword, mustChangePassword } = session
  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" size="compact-sm" maw={160}>
          <Text inherit truncate>
            {user.name}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {user.name}: {t(`roles.${user.role}`)}
        </Menu.Label>
        {hasPassword && !mustChangePassword && (
          <Menu.Item component={Link} to="/console/password">
            {t('password.title')}
          </Menu.Item>
        )}
        <Menu.Item onClick={() => signOut(undefined, { onSuccess: () => goToSignIn(CONSOLE) })}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
