import { SHOP_PROBLEMS, type ShopProblem } from '../shop/problems.ts'

/** What can go wrong between the support console's pages and the payment server. */
export const CONSOLE_PROBLEMS = {
  ...SHOP_PROBLEMS,
  signInNeeded: { status: 401, title: 'Sign in first' },
  forbidden: { status: 403, title: 'Your role does not allow this' },
  wrongPassword: { status: 401, title: 'The name or the password is wrong' },
  tooManySignIns: { status: 429, title: 'Too many have tried to sign in; wait a little' },
  passwordChangeNeeded: { status: 403, title: 'Choose a password of your own first' },
  passwordUnfit: { status: 400, title: 'This password is too easily guessed' },
  userUnknown: { status: 404, title: 'There is no user of this name' },
  nameInvalid: { status: 400, title: 'A name has 2 to 60 letters, digits, and . _ @ + -' },
  nameTaken: { status: 409, title: 'There is a user of this name' },
  lastAdministrator: { status: 409, title: 'There must be another administrator first' },
  managedElsewhere: { status: 409, title: 'The identity provider looks after this user' },
  tooManyUsers: { status: 409, title: 'There are 500 users, deactivated ones among them' },
  deviationNotFound: { status: 404, title: 'There is no such deviation any more' },
  foreignPage: { status: 403, title: 'Only the pages of this server can do this' },
} as const satisfies Record<string, ShopProblem>

export type ConsoleProblemName = keyof typeof CONSOLE_PROBLEMS
