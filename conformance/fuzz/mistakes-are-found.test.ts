/**
 * A generator that finds nothing is worth nothing unless it would have found something.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fuzz, type Finding } from '../../fuzz/fuzz.ts'
import type { Answer } from '../support/answer.ts'
import type { Environment } from '../support/environment.ts'
import { openEnvironment } from '../support/open-environment.ts'

/** Of this seed, what is found first is a body that can be made smaller. */
const OPTIONS = { requests: 2_000, seed: 2 }

/** A mistake that a server could make, and what is said of it. */
const MISTAKES: readonly (readonly [
  name: string,
  violation: RegExp,
  mistaken: (path: string, answer: Answer) => Answer,
])[] = [
  [
    'an answer of 500',
    /answers 500/,
    (path, answer) => (path.endsWith('/refund') ? { ...answer, status: 500 } : answer),
  ],
  [
    'an answer that is not JSON',
    /is not JSON/,
    (_, answer) =>
      answer.status === 404 ? { ...answer, text: '<h1>Not found</h1>', body: undefined } : answer,
  ],
  [
    'a status that no document has',
    /not documented/,
    (_, answer) => (answer.status === 201 ? { ...answer, status: 202 } : answer),
  ],
  [
    'an answer without a member that its document requires',
    /must have required property 'state'/,
    (path, answer) => (path.includes('/payments/') ? without('state', answer) : answer),
  ],
  ['more captured than authorized', /more is captured/, (_, answer) => withCaptured(1e6, answer)],
  ['half an øre', /whole number/, (_, answer) => withCaptured(0.5, answer)],
]

describe('a server is found out by', () => {
  for (const [name, violation, mistaken] of MISTAKES) {
    test(name, async () => {
      await using environment = await openEnvironment()
      const [finding] = await findingsWith(environment, mistaken)
      assert.match(finding?.violations.join() ?? 'nothing was found', violation)
    })
  }
})

test('what is found is made small: one request, with a body no larger than a good one', async () => {
  await using environment = await openEnvironment()
  const findings = await findingsWith(environment, (path, answer) =>
    path.endsWith('/capture') ? { ...answer, status: 500 } : answer,
  )
  assert.equal(findings.length, 1)
  const smallest = '{"modificationAmount":{"currency":"NOK","value":1}}'
  assert.ok(String(findings[0]?.request.body).length <= smallest.length)
})

async function findingsWith(
  environment: Environment,
  mistaken: (path: string, answer: Answer) => Answer,
): Promise<readonly Finding[]> {
  const send = environment.send.bind(environment)
  environment.send = async (method, path, sent) => {
    const answer = await send(method, path, sent)
    // What the generator prepares for itself is not what it examines.
    const isExamined = sent?.headers?.['client_id'] !== undefined && path !== '/accesstoken/get'
    return isExamined ? mistaken(path, answer) : answer
  }
  const { findings } = await fuzz(environment, OPTIONS)
  return findings
}

function without(name: string, answer: Answer): Answer {
  const { [name]: _, ...body } = Object(answer.body) as Record<string, unknown>
  return answer.status === 200 && !Array.isArray(answer.body) ? { ...answer, body } : answer
}

function withCaptured(value: number, answer: Answer): Answer {
  const { aggregate, ...body } = Object(answer.body) as { readonly aggregate?: object }
  if (!aggregate) return answer
  const capturedAmount = { currency: 'NOK', value }
  return { ...answer, body: { ...body, aggregate: { ...aggregate, capturedAmount } } }
}
