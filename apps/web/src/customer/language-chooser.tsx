import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { chooseLanguage } from '../languages/i18n.ts'
import { LANGUAGES, type Language } from '../languages/language.ts'

const ALL = Object.keys(LANGUAGES) as Language[]

interface LanguageChooserProps {
  /** Those that the page speaks; the first is shown to whoever reads another one. */
  readonly languages?: readonly Language[]
}

/** Each language in its own words, so that whoever cannot read the page finds theirs. */
export function LanguageChooser({ languages = ALL }: LanguageChooserProps): React.ReactNode {
  const { t, i18n } = useTranslation('shared')
  const shown = languages.find((language) => language === i18n.language) ?? languages[0]
  return (
    <NativeSelect
      size="xs"
      aria-label={t('language')}
      data={languages.map((value) => ({ value, label: LANGUAGES[value] }))}
      value={shown}
      onChange={({ currentTarget }) => chooseLanguage(currentTarget.value as Language)}
    />
  )
}
