interface PhoneTarget {
  readonly msn: string
  readonly reference: string
  /** Whose phone it is, where that is known. */
  readonly phoneNumber?: string | undefined
}

/** The test phone, with a payment on its screen. */
export function phonePath({ msn, reference, phoneNumber }: PhoneTarget): string {
  const query = new URLSearchParams({ msn, reference })
  if (phoneNumber !== undefined) query.set('phoneNumber', phoneNumber)
  return `/phone?${query.toString()}`
}
