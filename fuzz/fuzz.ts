import fc from 'fast-check'
import { isObject } from '../conformance/documents/json.ts'
import {
  officialOperations,
  operationsOf,
  type OfficialOperation,
} from '../conformance/documents/official-documents.ts'
import { DOCUMENTS_MISSING } from '../conformance/documents/protocol-folder.ts'
import type { Environment } from '../conformance/support/environment.ts'
import { answerViolations } from './answer-checks.ts'
import { logViolations } from './money.ts'
import { requestPlans, type RequestPlan } from './request-plans.ts'
import { openWorld, type WireRequest, type World } from './world.ts'

/** How many requests are under way together: at most, and on average. */
const TOGETHER_MAX = 8
const TOGETHER_MEAN = 4.5
/** How many requests are thrown at one world before the next begins empty. */
const ROUND_REQUESTS = 2_000
/** How many smaller versions of a failing batch are tried. */
const SHRINKS_MAX = 300

/** A request with an answer that should not be. */
export interface Finding {
  /** Runs the round again that found it. */
  readonly seed: number
  readonly request: WireRequest
  readonly status: number
  readonly answer: string
  readonly violations: readonly string[]
}

/** What came of the requests so far. */
export interface Tally {
  requests: number
  /** By operation, how often each status was answered. */
  readonly statuses: Map<string, Map<number, number>>
}

export interface FuzzOptions {
  readonly requests: number
  readonly seed: number
  /** Called at the end of each round. */
  readonly onRound?: (tally: Tally) => void
}

export interface FuzzResult {
  readonly tally: Tally
  readonly findings: readonly Finding[]
}

/** Throws requests made from the OpenAPI documents at every operation, until one finds something. */
export async function fuzz(environment: Environment, options: FuzzOptions): Promise<FuzzResult> {
  const served = await servedOperations(environment)
  const official = DOCUMENTS_MISSING ? [] : await officialOperations()
  const tally: Tally = { requests: 0, statuses: new Map() }
  for (let round = 0; tally.requests < options.requests; round += 1) {
    const wanted = Math.min(ROUND_REQUESTS, options.requests - tally.requests)
    const seed = options.seed + round
    const findings = await fuzzRound({ environment, served, official, tally, wanted, seed })
    if (findings.length > 0) return { tally, findings }
    options.onRound?.(tally)
  }
  return { tally, findings: [] }
}

interface Round {
  readonly environment: Environment
  readonly served: readonly OfficialOperation[]
  readonly official: readonly OfficialOperation[]
  readonly tally: Tally
  readonly wanted: number
  readonly seed: number
}

async function fuzzRound(round: Round): Promise<readonly Finding[]> {
  const { environment, served, tally, wanted, seed } = round
  const world = await openWorld(environment)
  const end = tally.requests + wanted
  const batches = fc.array(requestPlans(served, await environment.now()), {
    minLength: 1,
    maxLength: TOGETHER_MAX,
    size: 'max',
  })
  let findings: readonly Finding[] = []
  let shrinks = 0
  const { failed, errorInstance } = await fc.check(
    fc.asyncProperty(batches, async (batch) => {
      if (findings.length === 0 && tally.requests >= end) return true
      if (findings.length > 0 && (shrinks += 1) > SHRINKS_MAX) return true
      const found = (await Promise.all(batch.map((plan) => sent(plan, world, round)))).flat()
      if (found.length > 0) findings = found
      return found.length === 0
    }),
    { seed, numRuns: Math.ceil(wanted / TOGETHER_MEAN) },
  )
  // What fails without a finding is a mistake of the generator itself.
  if (failed && findings.length === 0) throw errorInstance
  return findings.length > 0 ? findings : paymentFindings(world, seed)
}

async function sent(plan: RequestPlan, world: World, round: Round): Promise<readonly Finding[]> {
  const request = await world.resolve(plan)
  const answer = await world.environment.send(request.method, request.path, {
    headers: request.headers,
    ...(request.body !== undefined && { text: request.body }),
  })
  world.learn(plan, request, answer)
  count(round.tally, plan.operation.name, answer.status)
  const documented = documentedOperations(plan, round)
  const violations = answerViolations(answer, plan.method, documented)
  if (violations.length === 0) return []
  return [{ seed: round.seed, request, status: answer.status, answer: answer.text, violations }]
}

/** What the documents say of a request: nothing when its path leads elsewhere. */
function documentedOperations(
  { operation, method, spelling }: RequestPlan,
  { served, official }: Round,
): readonly OfficialOperation[] {
  if (spelling === 'fragments' || spelling === 'slashes') return []
  return [...served, ...official].filter(
    (each) => each.method === method && withoutNames(each.path) === withoutNames(operation.path),
  )
}

/** At the end of a round every payment must add up, with its log and by itself. */
async function paymentFindings(world: World, seed: number): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const [msn, reference] of world.payments) {
    const merchant = await world.environment.merchant(msn)
    const payment = await merchant.get(reference)
    const events = await merchant.events(reference)
    const violations = logViolations(payment.body, events.body)
    if (violations.length === 0) continue
    const path = `/epayment/v1/payments/${reference}/events`
    const request = {
      method: 'GET',
      path,
      headers: { 'Merchant-Serial-Number': msn },
      body: undefined,
    }
    findings.push({ seed, request, status: events.status, answer: events.text, violations })
  }
  return findings
}

async function servedOperations(environment: Environment): Promise<readonly OfficialOperation[]> {
  const { body } = await environment.send('GET', '/openapi.json')
  if (!isObject(body)) throw new Error(`${environment.baseUrl.href}openapi.json is not there`)
  return operationsOf(body)
}

/** Documents name the parameters of one path differently. */
function withoutNames(path: string): string {
  return path.replace(/\{\w+\}/g, '{}')
}

function count(tally: Tally, operation: string, status: number): void {
  tally.requests += 1
  const { statuses } = tally
  const counts = statuses.get(operation) ?? new Map<number, number>()
  statuses.set(operation, counts.set(status, (counts.get(status) ?? 0) + 1))
}
