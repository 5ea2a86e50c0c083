import type { ConsoleRole } from '@kvitt/contract'
import { NavLink } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { mayDo } from './may-do.ts'

const PLACES = [
  { to: '/console/orders', label: 'orders', role: 'read' },
  { to: '/console/attention', label: 'attention', role: 'read' },
  { to: '/console/reservations', label: 'reservations', role: 'read' },
  { to: '/console/figures', label: 'figures', role: 'read' },
  { to: '/console/settlements', label: 'settlements', role: 'read' },
  { to: '/console/reconciliation', label: 'reconciliation', role: 'read' },
  { to: '/console/audit', label: 'audit', role: 'administer' },
  { to: '/console/users', label: 'users', role: 'administer' },
  { to: '/console/set-up', label: 'setUp.title', role: 'administer' },
] as const

interface ConsoleLinksProps {
  readonly role: ConsoleRole
  readonly onFollow: () => void
}

/** Where somebody of a role can go from everywhere in the support console. */
export function ConsoleLinks({ role, onFollow }: ConsoleLinksProps): React.ReactNode {
  const { pathname } = useLocation()
  const { t } = useTranslation('console')
  return PLACES.filter((place) => mayDo(role, place.role)).map(({ to, label }) => (
    <NavLink
      key={to}
      component={Link}
      to={to}
      label={t(label)}
      active={pathname.startsWith(to)}
      aria-current={pathname.startsWith(to) ? 'page' : undefined}
      onClick={onFollow}
    />
  ))
}
