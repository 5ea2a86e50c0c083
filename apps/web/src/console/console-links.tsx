import { NavLink } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'

const PLACES = [
  { to: '/console/orders', label: 'orders' },
  { to: '/console/attention', label: 'attention' },
  { to: '/console/reservations', label: 'reservations' },
  { to: '/console/figures', label: 'figures' },
] as const

/** Where one can go from everywhere in the support console. */
export function ConsoleLinks({ onFollow }: { readonly onFollow: () => void }): React.ReactNode {
  const { pathname } = useLocation()
  const { t } = useTranslation('console')
  return PLACES.map(({ to, label }) => (
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
