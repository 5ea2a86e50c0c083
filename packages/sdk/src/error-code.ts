import {
  OPERATIONS,
  PROBLEMS,
  type Operation,
  type OperationId,
  type ProblemName,
} from '@kvitt/contract'

/** What can go wrong beside the numbered problems of the APIs. */
const OTHER_CODES = [
  'invalidInput',
  'invalidRequest',
  'invalidCredentials',
  'unauthorized',
  'forbidden',
  'notFound',
  'conflict',
  'rateLimited',
  'timeout',
  'networkError',
  'aborted',
  'unexpectedAnswer',
  'unknownProblem',
] as const

/**
 * Every way to fail. `unknownProblem` has a number that this version does not know: branch on
 * `number` and `verdict` then.
 */
export type ErrorCode = ProblemName | (typeof OTHER_CODES)[number]

const NAMES = Object.keys(PROBLEMS) as readonly ProblemName[]

/** Every code, to go through them all. */
export const ERROR_CODES: readonly ErrorCode[] = [...NAMES, ...OTHER_CODES]

/** The name of a numbered problem; where two share a number, the one that the operation lists. */
export function codeOfNumber(number: number, operation: OperationId): ErrorCode {
  const { problems }: Operation = OPERATIONS[operation]
  const named = NAMES.filter((name) => PROBLEMS[name].code === number)
  return named.find((name) => problems.includes(name)) ?? named[0] ?? 'unknownProblem'
}

/** What a status says where the body names no number. */
export function codeOfStatus(status: number, operation: OperationId): ErrorCode {
  const { headers }: Operation = OPERATIONS[operation]
  if (headers.authenticated === false && (status === 400 || status === 401)) {
    return 'invalidCredentials'
  }
  if (status >= 500) return 'internalError'
  if (status < 400) return 'unexpectedAnswer'
  return CODE_OF_STATUS.get(status) ?? 'invalidRequest'
}

const CODE_OF_STATUS: ReadonlyMap<number, ErrorCode> = new Map<number, ErrorCode>([
  [401, 'unauthorized'],
  // Seen for payments that do not exist.
  [402, 'notFound'],
  [403, 'forbidden'],
  [404, 'notFound'],
  [408, 'timeout'],
  [409, 'conflict'],
  [423, 'orderProcessing'],
  [429, 'rateLimited'],
])
