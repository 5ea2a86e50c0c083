/** @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/api-guide/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openEnvironment } from '../support/open-environment.ts'
import { register } from '../support/webhooks.ts'
import type { ReceiverAnswer } from '../support/webhook-receiver.ts'

/** How many attempts a webhook has had a day after this was answered to the first. */
async function attemptsAfter(answer: ReceiverAnswer): Promise<number> {
  await using environment = await openEnvironment()
  let first = true
  environment.webhooks.answer = () => {
    const given = first ? answer : 200
    first = false
    return given
  }
  const merchant = await environment.merchant()
  await register(environment, merchant)
  await merchant.created({ userFlow: 'NATIVE_REDIRECT' })
  await environment.advance('9m')
  return environment.webhooks.deliveries.length
}

describe('one attempt is enough when it is answered', () => {
  for (const status of [200, 201, 202, 204]) {
    test(String(status), async () => {
      assert.equal(await attemptsAfter(status), 1)
    })
  }
})

describe('another follows when it is answered', () => {
  for (const answer of [301, 302, 307, 400, 401, 404, 410, 429, 500, 503, 'unreachable'] as const) {
    test(String(answer), async () => {
      assert.equal(await attemptsAfter(answer), 2)
    })
  }
})
