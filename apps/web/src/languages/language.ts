/** The languages of the customer's pages by BCP 47 tag, as they call themselves. */
export const LANGUAGES = {
  en: 'English',
  nb: 'Norsk bokmål',
  da: 'Dansk',
  fi: 'Suomi',
} as const

export type Language = keyof typeof LANGUAGES

/** The languages of the merchant's employees: what the support console speaks. */
export const STAFF_LANGUAGES = ['en', 'nb'] as const satisfies readonly Language[]
export type StaffLanguage = (typeof STAFF_LANGUAGES)[number]

/** Tags that people's browsers ask for, and what they get that is closest. */
const CLOSEST: ReadonlyMap<string, Language> = new Map([
  ['no', 'nb'],
  ['nn', 'nb'],
])

/** The language that was chosen, else the first that the browser asks for and that there is. */
export function languageFor(chosen: string | null, wished: readonly string[]): Language {
  for (const tag of [chosen ?? '', ...wished]) {
    const language = tag.toLowerCase().split('-')[0] ?? ''
    if (isLanguage(language)) return language
    const closest = CLOSEST.get(language)
    if (closest) return closest
  }
  return 'en'
}

function isLanguage(text: string): text is Language {
  return Object.hasOwn(LANGUAGES, text)
}
