/** What the landing page says. */
export const en = {
  title: 'Pay',
  withoutScript: 'Pay on the plain page',
} as const
