import type { LandingCard } from '@kvitt/contract'
import type { TestCard } from '@kvitt/domain'

const DIGITS = 16

/** A test card as a landing page offers it. */
export function landingCard(card: TestCard): LandingCard {
  const { name, network, declined } = card
  return { name, network, number: cardNumberOf(card), isDeclined: declined !== undefined }
}

/**
 * The number on a test card: its first six and last four digits, and between them what makes the
 * check digit right.
 *
 * @see https://en.wikipedia.org/wiki/Luhn_algorithm
 */
export function cardNumberOf({ bin, lastFour }: Pick<TestCard, 'bin' | 'lastFour'>): string {
  const filling = '0'.repeat(DIGITS - bin.length - lastFour.length - 1)
  for (let digit = 0; digit <= 9; digit += 1) {
    const number = `${bin}${filling}${digit}${lastFour}`
    if (isLuhn(number)) return number
  }
  throw new Error('one digit in ten makes a number right')
}

function isLuhn(number: string): boolean {
  const sum = number
    .split('')
    .toReversed()
    .reduce((total, digit, place) => {
      const value = Number(digit) * (place % 2 === 0 ? 1 : 2)
      return total + (value > 9 ? value - 9 : value)
    }, 0)
  return sum % 10 === 0
}
