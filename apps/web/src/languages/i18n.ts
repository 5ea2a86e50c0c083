import { createInstance, type ResourceNamespaceMap } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { languageFor, type Language } from './language.ts'
import type { Translations } from './messages.ts'

const STORAGE_KEY = 'kvitt-language'

const i18n = createInstance()

void i18n.use(initReactI18next).init({
  lng: languageFor(remembered(), navigator.languages),
  fallbackLng: 'en',
  ns: [],
  defaultNS: 'shared',
  initAsync: false,
  // React escapes what it shows.
  interpolation: { escapeValue: false },
})

/** Makes the messages of a page known: called once by the module that lists them. */
export function addMessages<Namespace extends keyof ResourceNamespaceMap>(
  namespace: Namespace,
  translations: Translations<ResourceNamespaceMap[Namespace]>,
): void {
  for (const [language, messages] of Object.entries(translations)) {
    i18n.addResourceBundle(language, namespace, messages)
  }
}

/** Changes the language of everything shown, and remembers it in this browser. */
export function chooseLanguage(language: Language): void {
  try {
    localStorage.setItem(STORAGE_KEY, language)
  } catch {
    // A browser that keeps nothing forgets it with the page.
  }
  void i18n.changeLanguage(language)
}

function remembered(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY)
  } catch {
    return null
  }
}
