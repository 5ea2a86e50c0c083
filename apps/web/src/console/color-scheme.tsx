import { useTranslation } from 'react-i18next'
import { ColorSchemeSwitch } from '../components/color-scheme-switch.tsx'

/** Goes from light to dark and back, in the reader's language. */
export function ColorScheme(): React.ReactNode {
  const { t } = useTranslation('shared')
  const words = {
    light: t('light'),
    dark: t('dark'),
    useLight: t('useLight'),
    useDark: t('useDark'),
  }
  return <ColorSchemeSwitch words={words} />
}
