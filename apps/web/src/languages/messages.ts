import type { Language, StaffLanguage } from './language.ts'

/**
 * What every language has to say, key by key, as English has it: a key too few or too many does
 * not compile.
 */
export type Messages<English> = {
  readonly [Key in keyof English]: English[Key] extends string ? string : Messages<English[Key]>
}

/** One namespace in all languages, or, where employees alone read it, in English and Norwegian. */
export type Translations<English> =
  Readonly<Record<Language, Messages<English>>> | Readonly<Record<StaffLanguage, Messages<English>>>
