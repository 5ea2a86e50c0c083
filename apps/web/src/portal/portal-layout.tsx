import '@mantine/charts/styles.css'
import { AppShell, Box, Burger, Divider, Group, NavLink, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link, Outlet, useLocation } from 'react-router'
import { ColorSchemeSwitch } from '../components/color-scheme-switch.tsx'
import { KvittLogo } from '../components/kvitt-logo.tsx'
import { useLiveUpdates } from '../live-updates.ts'
import { ClockIndicator } from './clock/clock-indicator.tsx'
import { FaultBanner } from './faults/fault-banner.tsx'
import { SignOut } from './sign-out.tsx'

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
  { href: '/phone', label: 'Phone of a customer' },
  { href: '/docs', label: 'API reference' },
] as const

/** The frame of every page of the portal. */
export function PortalLayout(): React.ReactNode {
  const [isOpen, { toggle, close }] = useDisclosure()
  const { pathname } = useLocation()
  useLiveUpdates()
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 200, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding="md"
    >
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={isOpen}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={isOpen ? 'Close the menu' : 'Open the menu'}
            />
            <KvittLogo />
            <Title order={1} size="h4">
              Kvitt
            </Title>
            <Text size="xs" c="dimmed" lh={1.2}>
              Test environment
              <Text span inherit visibleFrom="sm">
                : no money moves
              </Text>
            </Text>
          </Group>
          <Group gap="sm" wrap="nowrap">
            <ClockIndicator />
            <Box visibleFrom="sm">
              <ColorSchemeSwitch />
            </Box>
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label="Portal">
        {PLACES.map(({ to, label }) => (
          <NavLink
            key={to}
            component={Link}
            to={to}
            label={label}
            active={pathname.startsWith(to)}
            aria-current={pathname.startsWith(to) ? 'page' : undefined}
            onClick={close}
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
            onClick={close}
          />
        ))}
        <Box hiddenFrom="sm" mt="md">
          <ColorSchemeSwitch />
        </Box>
        <SignOut />
      </AppShell.Navbar>
      <AppShell.Main>
        <FaultBanner />
        <Outlet />
      </AppShell.Main>
    </AppShell>
  )
}
