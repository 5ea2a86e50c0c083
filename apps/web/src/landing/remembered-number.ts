const STORAGE_KEY = 'kvitt-phone-number'

/** The number that somebody wanted this browser to remember. */
export function rememberedNumber(): string {
  try {
    return localStorage.getItem(STORAGE_KEY) ?? ''
  } catch {
    return ''
  }
}

/** Remembers a number, or forgets the one there was. */
export function rememberNumber(phoneNumber: string | undefined): void {
  try {
    if (phoneNumber === undefined) localStorage.removeItem(STORAGE_KEY)
    else localStorage.setItem(STORAGE_KEY, phoneNumber)
  } catch {
    // A browser that keeps nothing asks again the next time.
  }
}
