/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { OPERATIONS, ProblemDetails } from '@kvitt/contract'
import { payment } from '@kvitt/domain'
import { StoreBusyError } from '@kvitt/store'
import { openTestServices, type OpenServices } from '../../test-support/open-services.ts'
import { handle, type Handler } from './handle.ts'

const BODY = '{"modificationAmount":{"currency":"NOK","value":100}}'
const PATH = '/epayment/v1/payments/acme-shop-1/capture'
const ROUTE = { path: PATH, parameters: { reference: 'acme-shop-1' }, connection: {} }
/** More decisions than may wait for their commit. */
const TOO_MANY = 10_001

interface Sent {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Sends a capture by a merchant who may, its headers changed as told, to this handler. */
async function capture(open: OpenServices, handler: Handler, sent: Sent = {}): Promise<Response> {
  const request = new Request(`http://localhost:8080${PATH}`, {
    method: 'POST',
    headers: { ...open.headers, ...sent.headers },
    body: sent.body ?? BODY,
  })
  return handle(request, OPERATIONS.capturePayment, handler, ROUTE, open.services)
}

async function problemOf(response: Response): Promise<ProblemDetails> {
  assert.equal(response.headers.get('content-type'), 'application/problem+json')
  const problem = ProblemDetails.parse(await response.json())
  assert.equal(problem.status, response.status)
  assert.equal(problem.instance, '/v1/payments/acme-shop-1/capture')
  return problem
}

const unreached: Handler = () => assert.fail('the handler was reached')

describe('a request that passes every step', () => {
  test('reaches its handler with what the steps have found out', async () => {
    await using open = await openTestServices()
    const response = await capture(open, (exchange) =>
      Promise.resolve(
        Response.json({
          msn: exchange.salesUnit?.msn,
          key: exchange.idempotencyKey,
          body: exchange.body,
          ...exchange.parameters,
        }),
      ),
    )
    assert.deepEqual(await response.json(), {
      msn: '123456',
      key: 'key 1',
      body: JSON.parse(BODY),
      reference: 'acme-shop-1',
    })
    assert.deepEqual(open.logger.errors, [])
  })
})

describe('a request that is wrong in several ways', () => {
  const WRONG: readonly (readonly [what: string, sent: Sent, status: number])[] = [
    ['its subscription key', { headers: { 'Ocp-Apim-Subscription-Key': 'wrong' } }, 401],
    ['its token', { headers: { Authorization: 'Bearer wrong' } }, 401],
    ['its sales unit', { headers: { 'Merchant-Serial-Number': '999999' } }, 403],
    ['its idempotency key', { headers: { 'Idempotency-Key': '' } }, 400],
    ['its body', { body: '{' }, 400],
  ]

  for (const [index, [what, , status]] of WRONG.entries()) {
    test(`is refused first for ${what}`, async () => {
      await using open = await openTestServices()
      const headers = Object.fromEntries(
        WRONG.slice(index).flatMap(([, sent]) => Object.entries(sent.headers ?? {})),
      )
      const response = await capture(open, unreached, { headers, body: '{' })
      assert.equal(response.status, status)
      const text = await response.text()
      if (status === 400) assert.match(text, index === 3 ? /Idempotency-Key/ : /not valid JSON/)
      if (status === 401) assert.match(text, index === 0 ? /subscription key/ : /try again later/)
      assert.deepEqual(open.logger.errors, [])
    })
  }
})

describe('a request to a store that is busy', () => {
  test('is answered 423 with 6160, which says to try again, and nothing is logged', async () => {
    await using open = await openTestServices()
    const { store } = open.services
    const load = (index: number): Promise<unknown> => {
      const command = { type: 'tick', at: open.services.clock.now(), pspReference: 'psp' } as const
      return store.decide({ aggregate: payment, key: `key ${index}`, command, at: command.at })
    }
    const response = await capture(open, async () => {
      await Promise.all(Array.from({ length: TOO_MANY }, (_, index) => load(index)))
      return Response.json({})
    })
    assert.equal(response.status, 423)
    const { type, title, extraDetails } = await problemOf(response)
    assert.equal(type, 'https://httpstatuses.io/423')
    assert.equal(title, 'Order processing')
    assert.deepEqual(extraDetails, [{ name: 'ErrorCode', reason: '6160' }])
    assert.deepEqual(open.logger.errors, [])
  })

  test('names its trace as the caller named it', async () => {
    await using open = await openTestServices()
    const trace = '0af7651916cd43dd8448eb211c80319c'
    const headers = { traceparent: `00-${trace}-b7ad6b7169203331-01` }
    const busy: Handler = () => Promise.reject(new StoreBusyError('10000 requests are waiting'))
    const { traceId } = await problemOf(await capture(open, busy, { headers }))
    assert.match(traceId, new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`))
  })
})

describe('a request whose handler throws', () => {
  const THROWN: readonly unknown[] = [new Error('the disk is full: /secret'), 'a text', undefined]

  for (const thrown of THROWN) {
    test(`${String(thrown)} is answered 500 with 3010, and the log has why`, async () => {
      await using open = await openTestServices()
      const response = await capture(open, () => Promise.reject(thrown))
      assert.equal(response.status, 500)
      const { title, detail, extraDetails, traceId } = await problemOf(response)
      assert.equal(title, 'Internal error')
      assert.deepEqual(extraDetails, [{ name: 'ErrorCode', reason: '3010' }])
      assert.doesNotMatch(String(detail), /disk|secret/)
      assert.deepEqual(open.logger.errors, [
        {
          message: 'a request failed',
          context: { err: thrown, operation: 'capturePayment', traceId },
        },
      ])
    })
  }

  test('before it returns a promise is answered as well', async () => {
    await using open = await openTestServices()
    const broken: Handler = () => {
      throw new TypeError('undefined is not a function')
    }
    assert.equal((await capture(open, broken)).status, 500)
    assert.equal(open.logger.errors.length, 1)
  })

  test('on a store that is closed is answered as well', async () => {
    const open = await openTestServices()
    await open[Symbol.asyncDispose]()
    const response = await capture(open, async ({ services }) =>
      Response.json(await services.store.load(payment, '123456/acme-shop-1')),
    )
    assert.equal(response.status, 500)
    assert.match(String(open.logger.errors[0]?.context['err']), /the store is closed/)
  })
})
