import { Divider, NavLink } from '@mantine/core'
import { Link, useLocation } from 'react-router'

const PLACES = [
  { to: '/portal/payments', label: 'Payments' },
  { to: '/portal/requests', label: 'API requests' },
  { to: '/portal/webhooks', label: 'Webhooks' },
  { to: '/portal/sales-units', label: 'Sales units' },
  { to: '/portal/customers', label: 'Customers' },
  { to: '/portal/clock', label: 'Clock' },
  { to: '/portal/faults', label: 'Faults' },
] as const

/** What is no part of the portal, and opens beside it. */
const ELSEWHERE = [
  { href: '/phone', label: 'Phone' },
  { href: '/docs', label: 'API reference' },
] as const

/** Where one can go from everywhere in the portal. */
export function PortalLinks({ onFollow }: { readonly onFollow: () => void }): React.ReactNode {
  const { pathname } = useLocation()
  return (
    <>
      {PLACES.map(({ to, label }) => (
        <NavLink
          key={to}
          component={Link}
          to={to}
          label={label}
          active={pathname.startsWith(to)}
          aria-current={pathname.startsWith(to) ? 'page' : undefined}
          onClick={onFollow}
        />
      ))}
      <Divider my="xs" />
      {ELSEWHERE.map(({ href, label }) => (
        <NavLink
          key={href}
          component="a"
          href={href}
          target="_blank"
          label={label}
          rightSection={<span aria-hidden="true">↗</span>}
          onClick={onFollow}
        />
      ))}
    </>
  )
}
