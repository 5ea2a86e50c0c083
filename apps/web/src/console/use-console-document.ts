import '../languages/console/messages.ts'
import '../languages/shared/messages.ts'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { STAFF_LANGUAGES } from '../languages/language.ts'

/** Says what the document is, and in which language. */
export function useConsoleDocument(): void {
  const { t, i18n } = useTranslation('console')
  useEffect(() => {
    document.title = `${t('title')} – Kvitt`
    document.documentElement.lang =
      STAFF_LANGUAGES.find((language) => language === i18n.language) ?? 'en'
  }, [t, i18n.language])
}
