import { AppShell, Box, Burger, Group, Stack, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { Outlet } from 'react-router'
import { KvittLogo } from '../components/kvitt-logo.tsx'
import { PageLoading } from '../components/page-loading.tsx'
import { LanguageChooser } from '../customer/language-chooser.tsx'
import { STAFF_LANGUAGES } from '../languages/language.ts'
import { PasswordPage } from './access/password-page.tsx'
import { ColorScheme } from './color-scheme.tsx'
import { ConsoleLinks } from './console-links.tsx'
import { ConsoleProblem } from './console-problem.tsx'
import { useConsoleSession } from './session-queries.ts'
import { useConsoleDocument } from './use-console-document.ts'
import { UserMenu } from './user-menu.tsx'

/** The frame of every page of the support console: nothing is in it for whoever is not signed in. */
export function ConsoleLayout(): React.ReactNode {
  useConsoleDocument()
  const [isOpen, { toggle, close }] = useDisclosure()
  const { t } = useTranslation('console')
  const { data: session } = useConsoleSession()
  const isReady = session != null && !session.mustChangePassword
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{
        width: 200,
        breakpoint: 'sm',
        collapsed: { mobile: !isOpen || !isReady, desktop: !isReady },
      }}
      padding="md"
    >
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            {isReady && (
              <Burger
                opened={isOpen}
                onClick={toggle}
                hiddenFrom="sm"
                size="sm"
                aria-label={isOpen ? t('closeMenu') : t('openMenu')}
              />
            )}
            <KvittLogo />
            <Title order={1} size="h4">
              {t('title')}
            </Title>
          </Group>
          <Group gap="sm" wrap="nowrap">
            <Group gap="sm" wrap="nowrap" visibleFrom="sm">
              <LanguageChooser languages={STAFF_LANGUAGES} />
              <ColorScheme />
            </Group>
            <UserMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={t('menu')}>
        {isReady && <ConsoleLinks role={session.user.role} onFollow={close} />}
        <Stack hiddenFrom="sm" mt="md" align="start">
          <LanguageChooser languages={STAFF_LANGUAGES} />
          <ColorScheme />
        </Stack>
      </AppShell.Navbar>
      <AppShell.Main>
        <Box maw={1400} mx="auto">
          <ConsoleContent />
        </Box>
      </AppShell.Main>
    </AppShell>
  )
}

function ConsoleContent(): React.ReactNode {
  const { data: session, error, refetch } = useConsoleSession()
  if (session?.mustChangePassword) return <PasswordPage />
  if (session) return <Outlet />
  return error ? <ConsoleProblem error={error} retry={() => void refetch()} /> : <PageLoading />
}
