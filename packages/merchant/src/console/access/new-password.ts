import { PASSWORD_LENGTH_MIN } from '@kvitt/contract'
import type { Random } from '../../services.ts'

/** What cannot be mistaken for one another when it is read from a screen: 32 characters. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789+'
const GROUPS = 5
const GROUP_LENGTH = 4

/** A password of 100 bits that can be read out and typed. */
export function newPassword(random: Random): string {
  return Array.from({ length: GROUPS }, () =>
    Array.from(random.bytes(GROUP_LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join(''),
  ).join('-')
}

/** What many passwords are made of. */
const COMMON =
  /passw?ord|qwerty\w*|asdfgh\w*|welcome|velkommen|letmein|iloveyou|administrator|admin|vipps|mobilepay|kvitt|sommer|vinter|summer|winter|0?1234\d*|(\d)\1{2,}/g
/** How many characters have to be left of a password without them. */
const OWN_CHARACTERS_MIN = 6

/** Whether a password is too short, or little more than its user's name and what is common. */
export function isEasilyGuessed(password: string, name: string): boolean {
  const bare = password.normalize('NFKC').toLowerCase()
  const own = bare.replaceAll(name.toLowerCase(), '').replace(COMMON, '')
  return bare.length < PASSWORD_LENGTH_MIN || new Set(own).size < OWN_CHARACTERS_MIN
}
