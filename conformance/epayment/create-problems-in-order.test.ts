/**
 * A request that breaks several rules is told of the first one, in the documented order.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { OPERATIONS, PROBLEMS } from '@kvitt/contract'
import { assertCode, type Answer } from '../support/answer.ts'
import {
  BREACHES,
  completed,
  EXCLUSIVE,
  type CreateProblem,
  type Draft,
} from '../support/breaches.ts'
import { NORWAY } from '../support/demo-keys.ts'
import { withGrants, withSalesUnit } from '../support/directories.ts'
import { INSIDE_ONLY, openInside } from '../support/open-environment.ts'
import { newReference, paymentRequest } from '../support/payment-request.ts'

const IN_ORDER = OPERATIONS.createPayment.problems

const NOTHING_BROKEN: Draft = {
  body: paymentRequest(),
  grants: {},
  unit: {},
  keyUsed: false,
  referenceUsed: false,
  withoutParameter: false,
  withoutReceipt: false,
  repeatsMetadataName: false,
}

/** What a request is answered that breaks these rules and no others. */
async function answerTo(...broken: readonly CreateProblem[]): Promise<Answer> {
  const draft = completed(
    broken.reduce<Draft>((each, name) => BREACHES[name](each), NOTHING_BROKEN),
  )
  const directory = withGrants(NORWAY, draft.grants, withSalesUnit(NORWAY, draft.unit))
  await using environment = await openInside({ directory })
  const merchant = await environment.merchant()
  const reference = newReference()
  const body = { ...draft.body, reference }
  if (draft.referenceUsed || draft.keyUsed) {
    const key = draft.keyUsed ? 'key-1' : 'key-0'
    const changes = { reference: draft.referenceUsed ? reference : newReference(), value: 200 }
    await merchant.create(changes, { key })
  }
  const json = JSON.stringify(body)
  const text = draft.repeatsMetadataName
    ? json.replace('"metadata":{', '"metadata":{"twice":"","twice":"",')
    : json
  return await merchant.call('POST', '/epayment/v1/payments', { key: 'key-1', text })
}

test('a request that breaks no rule is accepted', { skip: INSIDE_ONLY }, async () => {
  const { status, text } = await answerTo()
  assert.equal(status, 201, text)
})

IN_ORDER.forEach((name, index) => {
  const { code, status } = PROBLEMS[name]
  describe(`${code} ${name}`, { skip: INSIDE_ONLY }, () => {
    test('is answered when nothing else is wrong', async () => {
      assert.equal(assertCode(await answerTo(name), status, code).title, PROBLEMS[name].title)
    })

    for (const later of IN_ORDER.slice(index + 1)) {
      if (EXCLUSIVE.some(([one, other]) => one === name && other === later)) continue
      test(`comes before ${PROBLEMS[later].code} ${later}`, async () => {
        assertCode(await answerTo(name, later), status, code)
      })
    }
  })
})
