/** What the log has of every failed call to the provider: enough to ask their support with. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { CallRecord, Fetch } from '@kvitt/sdk'
import { MINUTE_MS, SECOND_MS } from '@kvitt/values'
import { KEYS } from '../../conformance/support/demo-keys.ts'
import { CUSTOMER, openWorld, type World } from './support/world.ts'

const TRACE_ID = '00-813b63975adcaaeef2b0ec7c103c40e3-706492e906541d31-01'

function refusing(status: number, title: string): Fetch {
  const body = {
    type: 'about:blank',
    title,
    status,
    detail: `Not for ${CUSTOMER}.`,
    traceId: TRACE_ID,
  }
  const headers = { 'Content-Type': 'application/problem+json' }
  return () => Promise.resolve(Response.json(body, { status, headers }))
}

/** Places an order for a phone while its creation fails in one way, and gives what was logged. */
async function failing(fail: (request: Request, world: World) => Promise<Response>) {
  const world: World = await openWorld({
    between: (fetch) => (request) => {
      const isCreation = request.method === 'POST' && request.url.endsWith('/v1/payments')
      return isCreation ? fail(request, world) : fetch(request)
    },
  })
  await world.place('10041', { userFlow: 'PUSH_MESSAGE', phoneNumber: CUSTOMER })
  const record = world.failedCalls.find(({ operation }) => operation === 'createPayment')
  return { world, record: record ?? assert.fail('nothing is logged') }
}

/** Answers nothing, and lets the time pass that the client waits for an answer. */
function silence({ signal }: Request, { clock }: World): Promise<Response> {
  setImmediate(() => clock.advance(MINUTE_MS))
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
  })
}

function body(record: CallRecord): unknown {
  return JSON.parse(record.requestBody ?? 'null')
}

describe('the log has of a call that failed', () => {
  const refusals = [
    [400, 'invalidRequest'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [409, 'conflict'],
    [429, 'rateLimited'],
    [500, 'internalError'],
  ] as const
  for (const [status, code] of refusals) {
    test(`with ${status}: everything, without secrets and without the customer`, async () => {
      const { world, record } = await failing(refusing(status, 'Out of order'))
      await using _world = world
      assert.deepEqual(
        [record.endpoint, record.method, record.status, record.code, record.traceId],
        ['http://provider.test/epayment/v1/payments', 'POST', status, code, TRACE_ID],
      )
      assert.equal(record.message, 'Out of order: Not for ***.')
      assert.equal(JSON.parse(record.refusal ?? '').detail, 'Not for ***.')
      const headers = record.requestHeaders ?? {}
      assert.deepEqual(
        [headers['Authorization'], headers['Ocp-Apim-Subscription-Key']],
        ['***', '***'],
      )
      assert.deepEqual(
        [
          headers['Merchant-Serial-Number'],
          headers['Idempotency-Key'],
          headers['Vipps-System-Name'],
        ],
        [record.merchantSerialNumber, record.idempotencyKey, 'kvitt-merchant'],
      )
      const request = body(record) as { readonly reference: string; readonly customer: object }
      assert.equal(request.reference, record.reference)
      assert.deepEqual(request.customer, { phoneNumber: '***' })
      const told = JSON.stringify(record)
      const { returnToken } = await world.stored('10041')
      for (const secret of [CUSTOMER, KEYS.clientSecret, KEYS.primaryKey, returnToken]) {
        assert.ok(!told.includes(secret), secret)
      }
    })
  }

  test('by a connection that broke: where it went and why', async () => {
    const reset = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
    const { world, record } = await failing(() =>
      Promise.reject(new TypeError('fetch failed', { cause: reset })),
    )
    await using _world = world
    assert.deepEqual(
      [record.endpoint, record.code, record.reason, record.status, record.refusal],
      [
        'http://provider.test/epayment/v1/payments',
        'networkError',
        'ECONNRESET',
        undefined,
        undefined,
      ],
    )
    assert.ok(body(record))
  })

  test('by no answer: how long was waited', async () => {
    const { world, record } = await failing(silence)
    await using _world = world
    assert.deepEqual([record.code, record.verdict], ['timeout', 'unknown'])
    assert.ok(record.durationMs >= SECOND_MS)
    assert.ok(body(record))
  })
})
