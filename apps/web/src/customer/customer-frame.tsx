import '../languages/shared/messages.ts'
import { Box, Group, Text } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ColorSchemeSwitch } from '../components/color-scheme-switch.tsx'
import { KvittLogo } from '../components/kvitt-logo.tsx'
import { LanguageChooser } from './language-chooser.tsx'

interface CustomerFrameProps {
  readonly children: React.ReactNode
}

/** What stands above all that customers see: that this is a test environment, and in which language. */
export function CustomerFrame({ children }: CustomerFrameProps): React.ReactNode {
  const { t } = useTranslation('shared')
  useDocumentLanguage()
  const words = {
    light: t('light'),
    dark: t('dark'),
    useLight: t('useLight'),
    useDark: t('useDark'),
  }
  return (
    <Box mih="100dvh" bg="var(--kvitt-ground)" style={{ display: 'flex', flexDirection: 'column' }}>
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
      {children}
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
