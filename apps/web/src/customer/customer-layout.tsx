import '../languages/shared/messages.ts'
import { Box, Container, Group, Paper, Text } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet } from 'react-router'
import { ColorSchemeSwitch } from '../components/color-scheme-switch.tsx'
import { KvittLogo } from '../components/kvitt-logo.tsx'
import { LanguageChooser } from './language-chooser.tsx'

/** The frame of what customers see: a narrow sheet below what says that this is a test environment. */
export function CustomerLayout(): React.ReactNode {
  const { t } = useTranslation('shared')
  useDocumentLanguage()
  const words = {
    light: t('light'),
    dark: t('dark'),
    useLight: t('useLight'),
    useDark: t('useDark'),
  }
  return (
    <Box mih="100dvh" bg="var(--kvitt-ground)">
      <Box component="header" bg="var(--mantine-color-body)">
        <Group justify="space-between" wrap="nowrap" px="md" py="xs" gap="xs">
          <Group gap="xs" wrap="nowrap">
            <KvittLogo />
            <Text fw={650}>Kvitt</Text>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <LanguageChooser />
            <ColorSchemeSwitch words={words} />
          </Group>
        </Group>
        <Text
          size="sm"
          ta="center"
          px="md"
          py={6}
          bg="var(--kvitt-notice)"
          c="var(--kvitt-on-notice)"
        >
          {t('notice')}
        </Text>
      </Box>
      <Container component="main" size={440} px="md" py="lg" w="100%">
        <Paper withBorder shadow="sm" radius="lg" p={{ base: 'md', xs: 'xl' }}>
          <Outlet />
        </Paper>
      </Container>
    </Box>
  )
}

/** Tells whoever reads the page aloud in which language; other pages are in English. */
function useDocumentLanguage(): void {
  const { language } = useTranslation().i18n
  useEffect(() => {
    document.documentElement.lang = language
    return () => {
      document.documentElement.lang = 'en'
    }
  }, [language])
}
