/** What became of a number: `manual` is a person's to do, `open` does not hold yet. */
export type CheckStatus = 'passed' | 'failed' | 'manual' | 'open'

/** Calls of one kind in a row, as the provider's journal has them. */
export interface Calls {
  readonly method: string
  readonly path: string
  /** 0 where the connection was dropped instead of an answer. */
  readonly status: number
  readonly requestIds: readonly number[]
}

/** What a test has left in the journal of one provider, for whoever wants to look. */
export interface Evidence {
  /** Of the payments, in the order in which they were first asked about. */
  readonly references: readonly string[]
  /** Of the requests in the journal, in their order. */
  readonly requestIds: readonly number[]
  /** Of the answers that were problems. */
  readonly traceIds: readonly string[]
  /** What was asked, in order; whatever was asked again and again is there once. */
  readonly calls: readonly Calls[]
}

/** One number of the checklist as it is written down; at most one reason why no test proves it. */
export interface ChecklistNumber {
  readonly number: string
  readonly title: string
  /** Why only a person can do it. */
  readonly manual?: string
  /** Why it does not hold yet. */
  readonly open?: string
}

/** What the test runner has told about the test of one number. */
export interface CheckResult {
  readonly number: string
  readonly hasPassed: boolean
  readonly test: string
  /** Of each provider that it has opened. */
  readonly evidence?: readonly Evidence[]
  /** What the clock showed at the end, in RFC 3339. */
  readonly at?: string
}

export interface ReportEntry {
  readonly number: string
  readonly status: CheckStatus
  readonly title: string
  readonly test?: string
  readonly reason?: string
  readonly evidence: readonly Evidence[]
  readonly at?: string
}

export interface ChecklistReport {
  readonly counts: Readonly<Record<CheckStatus, number>>
  readonly entries: readonly ReportEntry[]
}

const NOTHING: readonly Evidence[] = []

/**
 * Joins the numbers with what their tests have come to, in the order of the numbers. A number that
 * has no result, more than one, or a result beside a reason for having none, has failed.
 */
export function checklistReport(
  numbers: readonly ChecklistNumber[],
  results: readonly CheckResult[],
): ChecklistReport {
  const entries = numbers.map((each) =>
    entryOf(
      each,
      results.filter(({ number }) => number === each.number),
    ),
  )
  const unknown = results.filter(({ number }) => !numbers.some((each) => each.number === number))
  if (unknown.length > 0) {
    throw new RangeError(`not on the checklist: ${unknown.map(({ test }) => test).join('; ')}`)
  }
  const counts = { passed: 0, failed: 0, manual: 0, open: 0 }
  for (const { status } of entries) counts[status] += 1
  return { counts, entries }
}

function entryOf(
  { number, title, manual, open }: ChecklistNumber,
  results: readonly CheckResult[],
): ReportEntry {
  const [result, ...others] = results
  const about = { number, title }
  const without = manual ?? open
  if (result === undefined) {
    return without === undefined
      ? { ...about, status: 'failed', reason: 'No test has run.', evidence: NOTHING }
      : { ...about, status: manual ? 'manual' : 'open', reason: without, evidence: NOTHING }
  }
  const { test, evidence = NOTHING, at } = result
  const found = {
    ...about,
    test,
    evidence,
    ...(at !== undefined && { at }),
  }
  if (without !== undefined || others.length > 0) {
    const reason = without === undefined ? 'Several tests ran.' : `A test ran, but: ${without}`
    return { ...found, status: 'failed', reason }
  }
  return { ...found, status: result.hasPassed ? 'passed' : 'failed' }
}
