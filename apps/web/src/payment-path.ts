/** A payment below the control API, and below whatever page shows payments. */
export function paymentPath({
  msn,
  reference,
}: {
  readonly msn: string
  readonly reference: string
}): string {
  return `/payments/${encodeURIComponent(msn)}/${encodeURIComponent(reference)}`
}
