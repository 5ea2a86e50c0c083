import type { Answer } from '../support/answer.ts'
import type { Environment } from '../support/environment.ts'
import type { Merchant } from '../support/merchant.ts'
import type { InsideOptions } from '../support/open-environment.ts'

/** How an answer that a document describes comes about. */
export interface Exercise {
  /** What the server must be opened with; then it is one in this process. */
  readonly inside?: () => InsideOptions
  /** The server reports a failure of its own to its log. */
  readonly fails?: true
  answers(environment: Environment): Promise<readonly Answer[]>
}

type Ask = (merchant: Merchant, environment: Environment) => Promise<readonly Answer[]>

/** Something that a merchant asks. */
export function asked(ask: Ask): Exercise {
  return { answers: async (environment) => ask(await environment.merchant(), environment) }
}
