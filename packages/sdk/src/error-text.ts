import type { ErrorCode } from './error-code.ts'
import type { Audience, ErrorTexts } from './texts/error-texts.ts'
import { ENGLISH } from './texts/english.ts'
import { NORWEGIAN } from './texts/norwegian.ts'

/** English and Norwegian bokmål. */
export type Language = 'en' | 'nb'

const TEXTS: Readonly<Record<Language, ErrorTexts>> = { en: ENGLISH, nb: NORWEGIAN }

/**
 * What to tell somebody about a failure. A customer hears what it means and what to do, never a
 * cause that the API did not give; an employee hears the cause and the next step.
 */
export function errorText(code: ErrorCode, audience: Audience, language: Language): string {
  return TEXTS[language][code][audience]
}
