const STORAGE_KEY = 'kvitt-phone'

/** Whose phone this tab is; a tab that is opened anew is nobody's. */
export function chosenCustomer(): string | undefined {
  try {
    return sessionStorage.getItem(STORAGE_KEY) ?? undefined
  } catch {
    return undefined
  }
}

/** Makes this tab somebody's phone, or nobody's. */
export function chooseCustomer(phoneNumber: string | undefined): void {
  try {
    if (phoneNumber === undefined) sessionStorage.removeItem(STORAGE_KEY)
    else sessionStorage.setItem(STORAGE_KEY, phoneNumber)
  } catch {
    // A browser that keeps nothing has it in the address alone.
  }
}
