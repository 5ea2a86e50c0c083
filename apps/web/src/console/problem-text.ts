import { useTranslation } from 'react-i18next'
import { ControlError } from '../control-api.ts'

/** What a refusal is called in the reader's language; what has no text of its own is in English. */
export function useProblemText(): (error: Error) => string {
  const { t, i18n } = useTranslation('console')
  return (error) => {
    const reason = error instanceof ControlError ? error.reason : undefined
    const key = `problems.${reason}`
    return reason !== undefined && i18n.exists(key, { ns: 'console' })
      ? t(key as 'problems.busy')
      : error.message
  }
}
