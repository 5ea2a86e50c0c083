import type { ConsoleText } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { en } from '../../languages/console-orders/en.ts'

type Section = 'attention' | 'advice' | 'why' | 'paymentState' | 'change' | 'problems'

/** The words for what the server names, and for names that this version does not know. */
export interface OrderWords {
  readonly word: (section: Section, name: string) => string
  /** A status as people say it; itself where it is new. */
  readonly status: (name: string) => string
  /** A text of the server in the language of the page. */
  readonly text: (texts: ConsoleText) => string
}

export function useOrderWords(): OrderWords {
  const { t, i18n } = useTranslation('console-orders')
  return {
    word: (section, name) => {
      const known = Object.hasOwn(en[section], name) ? name : 'other'
      return t(`${section}.${known}` as 'why.other')
    },
    status: (name) =>
      Object.hasOwn(en.status, name) ? t(`status.${name}` as 'status.captured') : name,
    text: (texts) => (i18n.language === 'nb' ? texts.nb : texts.en),
  }
}
