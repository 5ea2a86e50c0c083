/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/features/express/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { SECOND_MS } from '@kvitt/values'
import { accepted, refused } from '../support/answer.ts'
import {
  answerShipping,
  dynamic,
  ELSEWHERE,
  group,
  idsShown,
  json,
  ONE_GROUP,
  option,
  shippingOptions,
} from '../support/express.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'
import type { ReceiverAnswer } from '../support/webhook-receiver.ts'

const HUGE = `{"groups":[],"padding":"${'x'.repeat(1024 * 1024)}"}`
const DEEP = `{"groups":${'['.repeat(100_000)}${']'.repeat(100_000)}}`

const FAILURES: Readonly<Record<string, ReceiverAnswer>> = {
  '403': 403,
  '404 with plain text': { status: 404, body: 'Unknown order' },
  '401': 401,
  '429': 429,
  '500 with JSON': json({ status: 500, message: 'failed' }, 500),
  '503': 503,
  '301, which is not followed': 301,
  '307, which is not followed': 307,
  'nothing at all': 200,
  '204': 204,
  'no connection': 'unreachable',
  HTML: { status: 200, body: '<!doctype html>' },
  'half of JSON': { status: 200, body: '{"groups":[' },
  'a number': json(1),
  null: json(null),
  'a text': json('groups'),
  'a list of something': json([1]),
  'groups that are no list': json({ groups: {} }),
  'more than a megabyte': { status: 200, body: HUGE },
}

describe('a failure of the merchant’s is a technical error, and the customer may try again:', () => {
  for (const [what, answer] of Object.entries(FAILURES)) {
    test(what, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const calls = answerShipping(environment, () => answer)
      const reference = await merchant.created(dynamic(environment))
      const { detail } = refused(await environment.approve(reference), 502)
      assert.match(detail ?? '', /^The merchant could not say what shipping to .* Try again\.$/)
      assert.equal(calls.length, 1, 'one attempt, no retry')
      assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'CREATED')

      answerShipping(environment, () => ONE_GROUP)
      assert.equal((await environment.approve(reference)).status, 200)
    })
  }

  test('bytes that are no UTF-8, which it is told', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    answerShipping(environment, () => ({ status: 200, body: Uint8Array.of(0xff, 0xfe) }))
    const reference = await merchant.created(dynamic(environment))
    const { detail } = refused(await environment.approve(reference), 502)
    assert.match(detail ?? '', /: the answer is not UTF-8\. Try again\.$/)
  })

  test('no answer within ten seconds', { skip: INSIDE_ONLY }, async () => {
    await using environment = await openInside()
    const merchant = await environment.merchant()
    const called = Promise.withResolvers<void>()
    answerShipping(environment, () => {
      called.resolve()
      return 'silent'
    })
    const reference = await merchant.created(dynamic(environment))
    const approving = environment.approve(reference)
    await called.promise
    environment.clock.advance(10 * SECOND_MS)
    assert.match(refused(await approving, 502).detail ?? '', /no answer within 10 s/)
  })
})

const NOWHERE: Readonly<Record<string, ReceiverAnswer>> = {
  '400': 400,
  '400 with a word': json({ message: 'Not to islands' }, 400),
  '{}': json({}),
  '[]': json([]),
  'no groups': json({ groups: [] }),
  'null for groups': json({ groups: null }),
  'groups nested without end': { status: 200, body: DEEP },
  'a group without options': json({ groups: [group([])] }),
  'only another currency': json({
    groups: [group([option('a', 1, { amount: { currency: 'DKK', value: 1 } })])],
  }),
  'only unknown brands': json({ groups: [group([option('a', 1)], { brand: 'PIGEON' })] }),
  'only a sum that is too large': json({ groups: [group([option('a', 65_000_000)])] }),
}

describe('the merchant does not ship there, and the customer may choose elsewhere:', () => {
  for (const [what, answer] of Object.entries(NOWHERE)) {
    test(what, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      answerShipping(environment, ({ city }) => (city === 'OSLO' ? answer : ONE_GROUP))
      const reference = await merchant.created(dynamic(environment))
      const { detail } = refused(await shippingOptions(environment, reference), 409)
      assert.match(detail ?? '', /^The merchant cannot ship to Suburbia 23, 2101 OSLO, NO: /)
      assert.deepEqual(await idsShown(environment, reference, { address: ELSEWHERE }), ['home-1'])
    })
  }
})

test('what cannot be offered is dropped and told; the rest can be chosen', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  answerShipping(environment, () =>
    json({
      groups: [
        group([
          option('danish', 1, { amount: { currency: 'DKK', value: 1 } }),
          option('fine', 100),
          option('half', 0.5),
          option('negative', -1),
          { ...option('nameless', 1), name: undefined },
        ]),
        group([option('other', 1)], { type: 'DRONE' }),
        'group',
      ],
    }),
  )
  const reference = await merchant.created(dynamic(environment))
  const { body } = await shippingOptions(environment, reference)
  const { groups, dropped, defaultOptionId } = Object(body)
  assert.equal(groups.length, 1)
  assert.equal(defaultOptionId, 'fine')
  assert.deepEqual(
    dropped.map((reason: string) => reason.slice(0, reason.indexOf(':'))),
    [
      'groups.0.options.0',
      'groups.0.options.2',
      'groups.0.options.3',
      'groups.0.options.4',
      'groups.1',
      'groups.2',
    ],
  )
  assert.equal((await environment.approve(reference, { shippingOptionId: 'half' })).status, 409)
  assert.equal((await environment.approve(reference)).status, 200)
})
