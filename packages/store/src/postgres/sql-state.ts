const SQL_STATE = /^[0-9A-Z]{5}$/

const UNIQUE_VIOLATION = '23505'
const SERIALIZATION_FAILURE = '40001'
const DEADLOCK_DETECTED = '40P01'

/** The server's own code for an error that it reported; undefined when the error is not its. */
export function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('severity' in error)) return undefined
  const { code } = error
  return typeof code === 'string' && SQL_STATE.test(code) ? code : undefined
}

/** Somebody else was first, which was noticed before anything was written. */
export class StaleReadError extends Error {}

/** Somebody else was first: what was decided must be decided again on what is there now. */
export function isConflict(error: unknown): boolean {
  if (error instanceof StaleReadError) return true
  const code = sqlStateOf(error)
  return code === UNIQUE_VIOLATION || code === SERIALIZATION_FAILURE || code === DEADLOCK_DETECTED
}

/**
 * Whether a statement has surely changed nothing.
 *
 * The server says `ERROR` when it has rolled back. `FATAL`, or silence, ends the connection, and
 * may come after a commit whose answer is lost.
 */
export function isRolledBack(error: unknown): boolean {
  return (
    sqlStateOf(error) !== undefined &&
    error instanceof Error &&
    'severity' in error &&
    error.severity === 'ERROR'
  )
}
