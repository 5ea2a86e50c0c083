import type { ConsoleRole } from '@kvitt/contract'
import { Alert } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Outlet } from 'react-router'
import { mayDo } from './may-do.ts'
import { useConsoleSession } from './session-queries.ts'

/** Keeps those out of pages who could see nothing on them. */
export function RoleGate({ role }: { readonly role: ConsoleRole }): React.ReactNode {
  const { t } = useTranslation('console')
  const { data: session } = useConsoleSession()
  if (session && mayDo(session.user.role, role)) return <Outlet />
  return <Alert color="orange">{t('forbidden')}</Alert>
}
