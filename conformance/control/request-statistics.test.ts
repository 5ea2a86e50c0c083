/**
 * What was asked of the environment is counted: by operation and over time.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/http-headers/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { RequestStatistics } from '@kvitt/contract'
import { refused } from '../support/answer.ts'
import type { Environment } from '../support/environment.ts'
import { orderFault } from '../support/faults.ts'
import { journaledRequests } from '../support/journal.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'

async function statistics(environment: Environment, query = ''): Promise<RequestStatistics> {
  const { status, body, text } = await environment.control('GET', `/requests/statistics${query}`)
  assert.equal(status, 200, text)
  return body as RequestStatistics
}

test('there is nothing to count at first', async () => {
  await using environment = await openEnvironment()
  const { total, latency, operations, buckets } = await statistics(environment)
  assert.deepEqual([total, latency, operations, buckets], [0, null, [], []])
})

test('requests are counted by what came of them, the most used operation first', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created()
  await merchant.get(reference)
  await merchant.get('no-such-payment')
  await merchant.create({ userFlow: 'SMOKE' })
  await environment.send('GET', '/nowhere')
  await orderFault(environment, { effect: 'status', status: 500, operation: 'getPayment' })
  await merchant.get(reference)
  const { operations, ...all } = await statistics(environment)
  assert.deepEqual([all.total, all.succeeded, all.refused, all.failed], [7, 3, 3, 1])
  assert.deepEqual(
    operations.map(({ operation, succeeded, refused, failed }) => [
      operation,
      succeeded,
      refused,
      failed,
    ]),
    [
      ['getPayment', 1, 1, 1],
      ['createPayment', 1, 1, 0],
      [null, 0, 1, 0],
      ['getAccessToken', 1, 0, 0],
    ],
  )
  assert.deepEqual(operations[0]?.statuses.map(({ status }) => status).toSorted(), [200, 404, 500])
  const counted = all.buckets.reduce((sum, { total }) => sum + total, 0)
  assert.equal(counted, all.total)
})

test('one operation is counted alone, beside the list of all', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await merchant.get(await merchant.created())
  const one = await statistics(environment, '?operation=getPayment')
  assert.deepEqual([one.total, one.operations.length], [1, 3])
})

test('what the checklists ask for is counted where it lacks', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created({ reference: 'acme-shop-1' })
  await merchant.get(reference, { headers: { 'Vipps-System-Name': '' } })
  const query = 'reference=acme-shop-1'
  const { complete, missingHeaders } = await statistics(environment, `?${query}`)
  assert.equal(complete, 1)
  assert.deepEqual(missingHeaders, [{ name: 'Vipps-System-Name', count: 1 }])
  const operationsOf = async (incomplete: boolean): Promise<readonly (string | null)[]> =>
    (await journaledRequests(environment, `?${query}&incomplete=${incomplete}`)).map(
      ({ operation }) => operation,
    )
  assert.deepEqual(await operationsOf(true), ['getPayment'])
  assert.deepEqual(await operationsOf(false), ['createPayment'])
})

test(
  'time is cut into pieces that people can read off, without a gap',
  { skip: INSIDE_ONLY },
  async () => {
    await using environment = await openInside()
    await environment.send('GET', '/nowhere')
    environment.clock.advance(3_600_000)
    await environment.send('GET', '/nowhere')
    const { buckets, bucketMs } = await statistics(environment)
    assert.equal(bucketMs, 120_000)
    assert.equal(buckets.length, 31)
    assert.deepEqual([buckets[0]?.total, buckets[1]?.total, buckets.at(-1)?.total], [1, 0, 1])
    assert.equal(Date.parse(buckets[1]?.at ?? '') - Date.parse(buckets[0]?.at ?? ''), bucketMs)
  },
)

describe('what makes no sense is refused, with what does:', () => {
  for (const query of ['operation=x', 'since=yesterday', 'refused=maybe', 'limit=5']) {
    test(query, async () => {
      await using environment = await openEnvironment()
      const answer = await environment.control('GET', `/requests/statistics?${query}`)
      assert.match(refused(answer, 400).detail ?? '', new RegExp(query.split('=')[0] ?? ''))
    })
  }
})

test('what was refused is found, and what got no answer', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await merchant.get('no-such-payment')
  const found = async (query: string): Promise<number> =>
    (await journaledRequests(environment, `?${query}`)).length
  assert.deepEqual([await found('refused=true'), await found('refused=false')], [1, 1])
  assert.equal(await found('status=0'), 0)
})
