import assert from 'node:assert/strict'
import { payment } from '@kvitt/domain'
import type { Behaviours } from '../contract-tests.ts'
import { approve, capture, create, KEY, onPayment } from '../../test-support/payments.ts'

const CAPTURES = 20

export const SHARING: Behaviours = {
  'two nodes on one payment never capture more than is reserved': async (data) => {
    const [left, right] = [await data.open(), await data.open()]
    await left.decide(onPayment(create()))
    const { state } = await left.decide(onPayment(approve()))
    assert.ok(state?.state === 'AUTHORIZED')
    const tooMany = Math.ceil(state.authorization.amount / 1_000) + CAPTURES
    const outcomes = await Promise.all(
      Array.from({ length: tooMany }, (_, index) =>
        (index % 2 === 0 ? left : right).decide(onPayment(capture(1_000))),
      ),
    )
    const accepted = outcomes.filter(({ refusal }) => refusal === undefined).length
    const after = await right.load(payment, KEY)
    assert.ok(after?.state === 'AUTHORIZED')
    assert.equal(after.captured, accepted * 1_000)
    assert.equal(accepted, Math.floor(state.authorization.amount / 1_000))
  },
}
