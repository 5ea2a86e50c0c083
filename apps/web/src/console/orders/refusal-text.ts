import type { ConsoleAdvice, ConsoleOrder } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../customer/formats.ts'
import { en } from '../../languages/console-orders/en.ts'
import type { ChangeAction } from './change-button.tsx'
import { useOrderWords } from './order-words.ts'

/** Something that was refused, and what the server says beside its name. */
export interface Refusal {
  readonly action: ChangeAction
  readonly code: string
  readonly advice: ConsoleAdvice
}

/** What is done instead, where another change than the refused one is the way. */
const OTHER_WAYS: Readonly<Record<string, 'placeOrder' | 'cancel' | 'refund'>> = {
  nothingToCapture: 'placeOrder',
  nothingToRefund: 'cancel',
  nothingToCancel: 'refund',
}

/** Says a refusal of a change in the reader's language: the limit, and what can be done instead. */
export function useRefusalText(order: ConsoleOrder): (refusal: Refusal) => string {
  const { t } = useTranslation('console-orders')
  const { money } = useFormats()
  const { word } = useOrderWords()
  const inMoney = (value: number): string => money({ value, currency: order.currency })
  return ({ action, code, advice }) => {
    const { limit, asked, line, alternatives = [] } = advice
    if (limit !== undefined && asked !== undefined && isTooMuch(action, code)) {
      const sums = { asked: inMoney(asked), limit: inMoney(limit), rest: inMoney(asked - limit) }
      return t(`instead.${action}TooMuch`, sums)
    }
    if (line) {
      const name = order.lines.find(({ id }) => id === line.id)?.name ?? line.id
      const { quantity } = line
      return quantity === '0'
        ? t('instead.lineGone', { name })
        : t('instead.line', { name, quantity })
    }
    const said = word(Object.hasOwn(en.why, code) ? 'why' : 'problems', code)
    const way = alternatives.find((each) => each.action === OTHER_WAYS[code])?.action
    const isKnown = way === 'placeOrder' || way === 'cancel' || way === 'refund'
    return isKnown ? `${said} ${t(`instead.${way}`)}` : said
  }
}

function isTooMuch(
  action: ChangeAction,
  code: string,
): action is 'capture' | 'refund' | 'alternative' {
  return action === 'capture'
    ? code === 'captureExceedsReserved'
    : (action === 'refund' || action === 'alternative') && code === 'refundExceedsCaptured'
}
