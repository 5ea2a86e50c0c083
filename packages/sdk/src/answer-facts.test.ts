import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { answerFacts } from './answer-facts.ts'

const TRACE = '00-813b63975adcaaeef2b0ec7c103c40e3-706492e906541d31-01'

const SHAPES: readonly (readonly [what: string, body: unknown, facts: object])[] = [
  [
    'a numbered problem',
    {
      type: 'https://httpstatuses.io/400',
      title: 'Cannot capture before reservation',
      detail: 'The amount is not reserved.',
      status: 400,
      extraDetails: [{ name: 'ErrorCode', reason: '6080' }],
      traceId: TRACE,
    },
    {
      number: 6080,
      title: 'Cannot capture before reservation',
      detail: 'The amount is not reserved.',
      traceId: TRACE,
    },
  ],
  [
    'a validation problem',
    { title: 'Bad Request', extraDetails: [{ name: 'reference', reason: 'is too short' }] },
    { title: 'Bad Request', details: [{ name: 'reference', reason: 'is too short' }] },
  ],
  ['the gateway', { statusCode: 401, message: 'Access denied' }, { title: 'Access denied' }],
  [
    'the identity service',
    { error: 'unauthorized_client', error_description: 'AADSTS700016', trace_id: '05d8ee66' },
    { title: 'unauthorized_client', detail: 'AADSTS700016', traceId: '05d8ee66' },
  ],
  [
    'Order Management',
    {
      title: 'One or more validation errors occurred.',
      detail: 'BadRequest',
      instance: TRACE,
      invalidParams: [{ name: 'OrderDetailsUrl', reason: 'is required' }],
    },
    {
      title: 'One or more validation errors occurred.',
      detail: 'BadRequest',
      traceId: TRACE,
      details: [{ name: 'OrderDetailsUrl', reason: 'is required' }],
    },
  ],
  ['eCom', [{ errorGroup: 'Payment', errorCode: '37', errorMessage: 'no' }], { title: 'no' }],
  ['a list of texts', ['no', 'never'], { title: 'no' }],
  ['a text', 'no', { title: 'no' }],
  ['errorInfo', { errorInfo: { errorMessage: 'no' } }, { title: 'no' }],
  ['ResponseInfo', { ResponseInfo: { ResponseMessage: 'no' } }, { title: 'no' }],
  ['members of other types', { title: {}, extraDetails: 'no', traceId: null }, {}],
  ['null', null, {}],
]

describe('what a refusal says is read from', () => {
  for (const [what, body, expected] of SHAPES) {
    test(what, () => {
      const known = Object.entries(answerFacts(JSON.stringify(body))).filter(
        ([, value]) => value !== undefined,
      )
      assert.deepEqual(Object.fromEntries(known), { details: [], ...expected })
    })
  }
})

test('a body that is no JSON says nothing', () => {
  for (const text of ['', '<html><body>Bad Gateway', '{"title":']) {
    assert.deepEqual(answerFacts(text), { details: [] })
  }
})

test('what is long is cut, and only so many fields are listed', () => {
  const entry = { name: 'field', reason: 'r'.repeat(10_000) }
  const { title, details } = answerFacts(
    JSON.stringify({ title: 't'.repeat(10_000), extraDetails: Array(100).fill(entry) }),
  )
  assert.equal(title?.length, 501)
  assert.equal(details.length, 50)
  assert.equal(details[0]?.reason.length, 501)
})
