import '../languages/console/messages.ts'
import '../languages/shared/messages.ts'
import { AppShell, Box, Burger, Group, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet } from 'react-router'
import { ColorSchemeSwitch } from '../components/color-scheme-switch.tsx'
import { KvittLogo } from '../components/kvitt-logo.tsx'
import { ConsoleLinks } from './console-links.tsx'
import { UserMenu } from './user-menu.tsx'

/** The frame of every page of the support console. */
export function ConsoleLayout(): React.ReactNode {
  const [isOpen, { toggle, close }] = useDisclosure()
  const { t, i18n } = useTranslation('console')
  useEffect(() => {
    document.title = `${t('title')} – Kvitt`
    document.documentElement.lang = i18n.language
  }, [t, i18n.language])
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
              aria-label={isOpen ? t('closeMenu') : t('openMenu')}
            />
            <KvittLogo />
            <Title order={1} size="h4">
              {t('title')}
            </Title>
          </Group>
          <Group gap="sm" wrap="nowrap">
            <Box visibleFrom="sm">
              <ColorSchemeSwitch />
            </Box>
            <UserMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={t('menu')}>
        <ConsoleLinks onFollow={close} />
      </AppShell.Navbar>
      <AppShell.Main>
        <Outlet />
      </AppShell.Main>
    </AppShell>
  )
}
