import type { Market } from '@kvitt/values'

/**
 * A well-formed national identity number that no living person has: the Norwegian ones have 80
 * added to the month, the Danish ones 60 to the day, and the Finnish ones are from the range that
 * is not given out.
 *
 * @param birthDate `YYYY-MM-DD`
 * @param serial tells those apart who were born on one day
 */
export function identityNumber(market: Market, birthDate: string, serial: number): string {
  const [year = '', month = '', day = ''] = birthDate.split('-')
  const shortYear = year.slice(2)
  if (market === 'NO') {
    return withCheckDigits(`${day}${Number(month) + 80}${shortYear}`, serial % 1_000)
  }
  if (market === 'DK') return `${Number(day) + 60}${month}${shortYear}${digits(serial, 4)}`
  const person = 900 + (serial % 100)
  const check = FINNISH_CHECKS[Number(`${day}${month}${shortYear}${person}`) % 31] ?? ''
  return `${day}${month}${shortYear}${FINNISH_CENTURIES[year.slice(0, 2)] ?? '-'}${person}${check}`
}

const FINNISH_CHECKS = '0123456789ABCDEFHJKLMNPRSTUVWXY'
const FINNISH_CENTURIES: Readonly<Record<string, string>> = { 18: '+', 19: '-', 20: 'A' }

/** The weights of the two Norwegian check digits, modulo 11; some serials have no such digit. */
const WEIGHTS = [
  [3, 7, 6, 1, 8, 9, 4, 5, 2],
  [5, 4, 3, 2, 7, 6, 5, 4, 3, 2],
] as const

function withCheckDigits(date: string, serial: number): string {
  let number = date + digits(serial, 3)
  for (const weights of WEIGHTS) {
    const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0)
    const check = (11 - (sum % 11)) % 11
    if (check === 10) return withCheckDigits(date, (serial + 1) % 1_000)
    number += check
  }
  return number
}

function digits(value: number, length: number): string {
  return String(value % 10 ** length).padStart(length, '0')
}
