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

/** Why somebody is at the page where people sign in: what they asked for found them signed out. */
const SIGNED_OUT_MEANWHILE = 'signedOutMeanwhile'
/** Whether this page leaves something undone: what it reads meanwhile is refused as well, and leaves too. */
let leavesUnfinished = false

/**
 * Leaves for the page where people sign in, which leads back here.
 *
 * @param isUnfinished whether something was asked for that is not done, which is said there
 */
export function goToSignIn({ address }: SignInPlace, isUnfinished = false): void {
  const { pathname, search } = window.location
  if (pathname === address) return
  leavesUnfinished ||= isUnfinished
  const query = new URLSearchParams({ to: `${pathname}${search}` })
  if (leavesUnfinished) query.set('problem', SIGNED_OUT_MEANWHILE)
  window.location.assign(`${address}?${query.toString()}`)
}

/** Where to go from the page where people sign in. */
export function placeAfterSignIn({ address, reaches, start }: SignInPlace, search: string): string {
  const to = new URLSearchParams(search).get('to') ?? start
  return reaches.test(to) && !to.startsWith(address) ? to : start
}
