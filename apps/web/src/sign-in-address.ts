/** Where people sign in, and where they may go from there: a made-up link leads nowhere else. */
interface SignInPlace {
  readonly address: string
  /** Where people are sent who have not said where they want to go. */
  readonly start: string
  readonly reaches: RegExp
}

export const PORTAL: SignInPlace = {
  address: '/portal/sign-in',
  start: '/portal',
  reaches: /^\/(?:portal|phone)(?:[/?#]|$)/,
}

export const CONSOLE: SignInPlace = {
  address: '/console/sign-in',
  start: '/console',
  reaches: /^\/console(?:[/?#]|$)/,
}

/** Leaves for the page where people sign in, which leads back here. */
export function goToSignIn({ address }: SignInPlace): void {
  const { pathname, search } = window.location
  if (pathname === address) return
  window.location.assign(
    `${address}?${new URLSearchParams({ to: `${pathname}${search}` }).toString()}`,
  )
}

/** Where to go from the page where people sign in. */
export function placeAfterSignIn({ address, reaches, start }: SignInPlace, search: string): string {
  const to = new URLSearchParams(search).get('to') ?? start
  return reaches.test(to) && !to.startsWith(address) ? to : start
}
