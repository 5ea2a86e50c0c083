import type { OperationId } from '@kvitt/contract'
import { attempt, type Answer, type LostAnswer } from './attempt.ts'
import type { Configuration } from './client-options.ts'
import { sleep, within } from './clock.ts'
import type { ErrorCode } from './error-code.ts'
import { answerFailure, lostFailure, type Failure } from './failure.ts'
import { KvittError } from './kvitt-error.ts'
import { logAttempt } from './log-attempt.ts'
import { begin, type CallInput, type Progress } from './progress.ts'
import { retryDelayMs } from './retry-policy.ts'
import { successBody, type SuccessOf } from './success-body.ts'
import { tokenCache, type AccessToken, type TokenCache } from './token-cache.ts'

/** What a caller may say with any call. */
export interface CallOptions {
  /** Ends the call; what had been sent by then may still take effect. */
  readonly signal?: AbortSignal | undefined
}

/** What a caller may say with a call that asks whether something is there. */
export interface QuestionOptions extends CallOptions {
  /** Failures that answer the question: they are logged as calls that succeed are. */
  readonly expected?: readonly ErrorCode[] | undefined
}

/** What a caller says with a call that moves money or creates a payment. */
export interface ChangeOptions extends CallOptions {
  /**
   * Yours: derived from your own order and operation, and stored before the call, so that the same
   * change sent again is done once. 1 to 50 characters. Use a new one for another change, for each
   * part of a capture too.
   */
  readonly idempotencyKey: string
}

export interface Caller {
  /** Sends any operation, with all that belongs to it: token, headers, time-outs, retries, log. */
  readonly call: <Id extends OperationId>(id: Id, input: CallInput) => Promise<SuccessOf<Id>>
  /** The token that calls share. */
  readonly token: (signal: AbortSignal | undefined) => Promise<AccessToken>
}

/** Makes the one function that all operations go through. */
export function createCaller(configuration: Configuration): Caller {
  const tokens = tokenCache(() => {
    const { clientId, clientSecret } = configuration
    const headers = { client_id: clientId, client_secret: clientSecret }
    return call('getAccessToken', { headers })
  }, configuration.clock)

  async function call<Id extends OperationId>(id: Id, input: CallInput): Promise<SuccessOf<Id>> {
    const progress = begin(id, input, configuration.clock.now())
    const { authenticated } = progress.operation.headers
    const body = await perform(
      configuration,
      authenticated === false ? undefined : tokens,
      progress,
    )
    return body as SuccessOf<Id>
  }

  return {
    call,
    async token(signal) {
      const progress = begin('getAccessToken', { signal }, configuration.clock.now())
      checkSignal(progress, false)
      return tokenFor(configuration, tokens, progress, false)
    },
  }
}

async function perform(
  configuration: Configuration,
  tokens: TokenCache | undefined,
  progress: Progress,
): Promise<unknown> {
  const { clock } = configuration
  const { signal } = progress.input
  let mayHaveHappened = false
  let isRenewed = false
  for (let count = 1; ; count += 1) {
    checkSignal(progress, mayHaveHappened)
    const token = tokens && (await tokenFor(configuration, tokens, progress, mayHaveHappened))
    const sentAt = clock.now()
    const sentHeaders = headersOf(configuration, progress, token)
    const answer = await send(configuration, progress, sentHeaders)
    const attempted = { count, durationMs: clock.now() - sentAt, sentHeaders, answer }
    const outcome = outcomeOf(progress, answer, clock.now())
    if ('body' in outcome) {
      logAttempt(configuration, progress, attempted)
      return outcome.body
    }
    const { failure } = outcome
    mayHaveHappened ||= failure.verdict === 'unknown'
    const isStale: boolean = failure.code === 'unauthorized' && !!token && !isRenewed
    if (isStale && token) tokens?.drop(token)
    const retryInMs = isStale ? 0 : retryIn(configuration, progress, failure, count)
    logAttempt(configuration, progress, { ...attempted, failure, retryInMs })
    isRenewed ||= isStale
    if (retryInMs === undefined) throw errorOf(progress, failure, mayHaveHappened)
    if (retryInMs > 0) await sleep(clock, retryInMs, signal)
  }
}

/** How long to wait before the next attempt; undefined when there is to be none. */
function retryIn(
  { clock, attemptsMax, callMs, random }: Configuration,
  { startedAt, isRepeatable }: Progress,
  failure: Failure,
  count: number,
): number | undefined {
  if (count >= attemptsMax) return undefined
  const delayMs = retryDelayMs(failure, count, isRepeatable, random)
  const isInTime = delayMs !== undefined && clock.now() + delayMs - startedAt < callMs
  return isInTime ? delayMs : undefined
}

async function tokenFor(
  { clock, callMs }: Configuration,
  tokens: TokenCache,
  progress: Progress,
  mayHaveHappened: boolean,
): Promise<AccessToken> {
  const { signal } = progress.input
  try {
    const token = tokens.get()
    if (!(token instanceof Promise)) return token
    const leftMs = Math.max(0, callMs - (clock.now() - progress.startedAt))
    return await within(clock, token, leftMs, signal)
  } catch (error) {
    if (error instanceof KvittError) {
      if (!mayHaveHappened) throw error
      throw errorOf(progress, { code: error.code, verdict: 'unknown', cause: error }, true)
    }
    const code = signal?.aborted ? 'aborted' : 'timeout'
    throw errorOf(progress, { code, verdict: 'retry', cause: error }, mayHaveHappened)
  }
}

function headersOf(
  { commonHeaders }: Configuration,
  { input }: Progress,
  token: AccessToken | undefined,
): Readonly<Record<string, string>> {
  const { idempotencyKey, headers, body } = input
  return {
    ...commonHeaders,
    ...headers,
    ...(token && { Authorization: `Bearer ${token.token}` }),
    ...(idempotencyKey !== undefined && { 'Idempotency-Key': idempotencyKey }),
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
  }
}

function send(
  configuration: Configuration,
  { operation, input, path, body, startedAt }: Progress,
  headers: Readonly<Record<string, string>>,
): Promise<Answer | LostAnswer> {
  const { baseUrl, clock, callMs, attemptMs } = configuration
  const { signal } = input
  const init: RequestInit = {
    method: operation.method,
    headers,
    ...(body !== undefined && { body }),
  }
  const leftMs = callMs - (clock.now() - startedAt)
  return attempt(`${baseUrl}${path}`, init, configuration, Math.min(attemptMs, leftMs), signal)
}

function outcomeOf(
  { id, changes }: Progress,
  answer: Answer | LostAnswer,
  now: number,
): { readonly body: unknown } | { readonly failure: Failure } {
  if ('lost' in answer) return { failure: lostFailure(answer, changes) }
  if (answer.status < 200 || answer.status > 299) {
    return { failure: answerFailure(id, answer, changes, now) }
  }
  const read = successBody(id, answer)
  if ('body' in read) return read
  const { status } = answer
  const detail = `the answer has no right ${read.wrong}`
  const lost = { lost: 'unexpectedAnswer', cause: new Error(detail) } as const
  return { failure: { ...lostFailure(lost, changes), status, detail } }
}

function errorOf({ id, input }: Progress, failure: Failure, mayHaveHappened: boolean): KvittError {
  const { cause, ...facts } = failure
  // After an attempt that may have taken effect, only a success tells what happened.
  const verdict = mayHaveHappened ? 'unknown' : facts.verdict
  const about = { operation: id, reference: input.reference, verdict }
  return new KvittError({ ...facts, ...about }, cause === undefined ? undefined : { cause })
}

function checkSignal(progress: Progress, mayHaveHappened: boolean): void {
  const { signal } = progress.input
  if (!signal?.aborted) return
  const failure = { code: 'aborted', verdict: 'retry', cause: signal.reason } as const
  throw errorOf(progress, failure, mayHaveHappened)
}
