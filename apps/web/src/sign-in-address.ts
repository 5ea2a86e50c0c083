const SIGN_IN = '/portal/sign-in'
/** Where people are sent who have not said where they want to go. */
const START = '/portal'
/** What can be gone back to: a link that somebody has made up leads nowhere else. */
const PLACES = /^\/(?:portal|phone)(?:[/?#]|$)/

/** Leaves for the page where people sign in, which leads back here. */
export function goToSignIn(): void {
  const { pathname, search } = window.location
  if (pathname === SIGN_IN) return
  window.location.assign(
    `${SIGN_IN}?${new URLSearchParams({ to: `${pathname}${search}` }).toString()}`,
  )
}

/** Where to go from the page where people sign in. */
export function placeAfterSignIn(search: string): string {
  const to = new URLSearchParams(search).get('to') ?? START
  return PLACES.test(to) && !to.startsWith(SIGN_IN) ? to : START
}
