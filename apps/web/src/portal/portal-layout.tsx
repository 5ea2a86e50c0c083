import '@mantine/charts/styles.css'
import { AppShell, Box, Burger, Group, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Outlet } from 'react-router'
import { ColorSchemeSwitch } from '../components/color-scheme-switch.tsx'
import { KvittLogo } from '../components/kvitt-logo.tsx'
import { useLiveUpdates } from '../live-updates.ts'
import { ClockIndicator } from './clock/clock-indicator.tsx'
import { FaultBanner } from './faults/fault-banner.tsx'
import { PortalLinks } from './portal-links.tsx'
import { SignOut } from './sign-out.tsx'

/** The frame of every page of the portal. */
export function PortalLayout(): React.ReactNode {
  const [isOpen, { toggle, close }] = useDisclosure()
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
        <PortalLinks onFollow={close} />
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
