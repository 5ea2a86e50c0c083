import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { chooseLanguage } from '../languages/i18n.ts'
import { LANGUAGES, type Language } from '../languages/language.ts'

const OPTIONS = Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))

/** Each language in its own words, so that whoever cannot read the page finds theirs. */
export function LanguageChooser(): React.ReactNode {
  const { t, i18n } = useTranslation('shared')
  return (
    <NativeSelect
      size="xs"
      aria-label={t('language')}
      data={OPTIONS}
      value={i18n.language}
      onChange={({ currentTarget }) => chooseLanguage(currentTarget.value as Language)}
    />
  )
}
