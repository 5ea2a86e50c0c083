import { SHOP_PROBLEMS, type ShopProblem } from '../shop/problems.ts'

/** What can go wrong between the support console's pages and the payment server. */
export const CONSOLE_PROBLEMS = {
  ...SHOP_PROBLEMS,
  signInNeeded: { status: 401, title: 'Sign in first' },
  forbidden: { status: 403, title: 'Your role does not allow this' },
  foreignPage: { status: 403, title: 'Only the pages of this server can do this' },
} as const satisfies Record<string, ShopProblem>

export type ConsoleProblemName = keyof typeof CONSOLE_PROBLEMS
