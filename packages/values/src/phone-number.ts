import type { Brand } from './brand.ts'

/** MSISDN: country code and subscriber number, digits only, `4712345678`. */
export type PhoneNumber = Brand<string, 'PhoneNumber'>

/** A country code never begins with 0, so neither does an MSISDN. */
const MSISDN = /^[1-9]\d{8,14}$/

/** Reads an MSISDN of 9 to 15 digits, as the wire demands it. */
export function parsePhoneNumber(text: string): PhoneNumber | undefined {
  return MSISDN.test(text) ? (text as PhoneNumber) : undefined
}

/** Reads what a person types: spaces, a plus, `00`, or eight Norwegian or Danish digits alone. */
export function parseTypedPhoneNumber(
  text: string,
  countryCode: '47' | '45' | '358',
): PhoneNumber | undefined {
  const digits = text.replace(/[\s().-]/g, '')
  // After a plus comes a country code: completing a short number would call somebody else.
  const international = /^(?:\+|00)(.*)$/.exec(digits)?.[1]
  if (international !== undefined) return parsePhoneNumber(international)
  if (/^\d{8}$/.test(digits) && countryCode !== '358') {
    return parsePhoneNumber(`${countryCode}${digits}`)
  }
  if (countryCode === '358' && /^0\d{5,11}$/.test(digits)) {
    return parsePhoneNumber(`358${digits.slice(1)}`)
  }
  return parsePhoneNumber(digits)
}
