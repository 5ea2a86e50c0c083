/** @see https://developer.vippsmobilepay.com/docs/APIs/ */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fuzz } from '../../fuzz/fuzz.ts'
import { findingsInWords } from '../../fuzz/report.ts'
import { OPERATIONS } from '@kvitt/contract'
import type { Environment } from '../support/environment.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'

const SEED = Number(process.env['KVITT_FUZZ_SEED'] ?? 20_260_901)
const REQUESTS = 2_400

test('whatever is sent, the answer is a documented one and the money adds up', async (t) => {
  t.diagnostic(`seed ${SEED}: KVITT_FUZZ_SEED sets another, npm run fuzz sends more`)
  await using environment = await openUnlimited()
  const { tally, findings } = await fuzz(environment, { requests: REQUESTS, seed: SEED })
  assert.ok(findings.length === 0, findingsInWords({ findings }))
  assert.ok(tally.requests >= REQUESTS)
  for (const { method, path } of Object.values(OPERATIONS)) {
    const statuses = [...(tally.statuses.get(`${method} ${path}`)?.keys() ?? [])]
    assert.ok(
      statuses.some((status) => status < 300),
      `${method} ${path} never succeeds`,
    )
    assert.ok(
      statuses.some((status) => status >= 400),
      `${method} ${path} is never refused`,
    )
  }
})

test('strict mode and rate limits, too, refuse as documented', { skip: INSIDE_ONLY }, async () => {
  await using environment = await openInside({ strict: true })
  const { findings } = await fuzz(environment, { requests: REQUESTS / 4, seed: SEED })
  assert.ok(findings.length === 0, findingsInWords({ findings }))
})

/** Nothing is answered 429, if the server can be told so. */
function openUnlimited(): Promise<Environment> {
  return INSIDE_ONLY ? openEnvironment() : openInside({ rateLimits: false })
}
