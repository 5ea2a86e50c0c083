import type { CalendarDay, Currency, Msn } from '@kvitt/values'

/** How many digits a recipient has in the Danish and Finnish texts. */
const RECIPIENT_DIGITS = 8

/**
 * What the bank statement says of a payout.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/settlements/
 */
export function bankTextOf(payout: {
  readonly currency: Currency
  readonly msn: Msn
  readonly payoutNumber: number
  readonly paidOn: CalendarDay
}): string {
  const { currency, msn, paidOn, payoutNumber } = payout
  if (currency === 'NOK') return `Utb. ${payoutNumber} Vippsnr ${msn}`
  const [year = '', month = '', day = ''] = paidOn.split('-')
  const recipient = msn.padStart(RECIPIENT_DIGITS, '0')
  const digits = `02${recipient}001${day}${month}${year.slice(2)}`
  return `${digits}${checkDigitOf(digits)}`
}

/** By Luhn: from the right every second digit counts twice. */
function checkDigitOf(digits: string): number {
  let sum = 0
  for (const [index, digit] of digits.split('').reverse().entries()) {
    const weighted = Number(digit) * (index % 2 === 0 ? 2 : 1)
    sum += weighted > 9 ? weighted - 9 : weighted
  }
  return (10 - (sum % 10)) % 10
}
