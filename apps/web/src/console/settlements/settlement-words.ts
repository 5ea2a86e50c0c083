import { useTranslation } from 'react-i18next'
import { useFormats } from '../../customer/formats.ts'
import { en } from '../../languages/console-settlements/en.ts'

/** The words for what the ledger names, and for names that this version does not know. */
export interface SettlementWords {
  /** What an entry is; the provider's own word where it is new. */
  readonly entry: (type: string) => string
  readonly kind: (kind: string) => string
  /** `2026-09` as people write a month. */
  readonly month: (month: string) => string
}

export function useSettlementWords(): SettlementWords {
  const { t } = useTranslation('console-settlements')
  const { month } = useFormats()
  return {
    entry: (type) => (Object.hasOwn(en.entry, type) ? t(`entry.${type as 'capture'}`) : type),
    kind: (kind) => t(`kind.${Object.hasOwn(en.kind, kind) ? (kind as 'gap') : 'other'}`),
    month,
  }
}
