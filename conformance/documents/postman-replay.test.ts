/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/postman/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMs } from '@kvitt/values'
import type { Answer } from '../support/answer.ts'
import { CUSTOMERS, KEYS, NORWAY } from '../support/demo-keys.ts'
import type { Environment } from '../support/environment.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { base64, pngFile } from '../support/order-management.ts'
import {
  postmanRequests,
  postmanVariables,
  resolved,
  runScript,
  type PostmanRequest,
} from './postman.ts'
import { DOCUMENTS_MISSING } from './protocol-folder.ts'

const EPAYMENT = DOCUMENTS_MISSING ? [] : await postmanRequests('epayment')
const WEBHOOKS = DOCUMENTS_MISSING ? [] : await postmanRequests('webhooks')
const ORDERS = DOCUMENTS_MISSING ? [] : await postmanRequests('order-management')
const REPORT = DOCUMENTS_MISSING ? [] : await postmanRequests('report')
const CREATES = EPAYMENT.filter(({ name }) => name.startsWith('Create payment'))

/** The requests that change a payment, in an order in which each of them can be done. */
const LIFE = [
  'Get payment',
  'Force approve payment',
  'Capture payment',
  'Refund payment',
  'Cancel payment',
  'Get payment',
  'Get payment event log',
]

type Replay = (request: PostmanRequest) => Promise<Answer>

describe('the life of a payment as the collection has it:', { skip: DOCUMENTS_MISSING }, () => {
  for (const create of CREATES) {
    test(create.name, async () => {
      await using environment = await openEnvironment()
      const replay = await replayIn(environment)
      assert.equal((await replay(named('Get Access Token'))).status, 200)
      assert.equal((await replay(create)).status, 201)
      for (const name of LIFE) {
        const { status, text } = await replay(named(name))
        assert.equal(status, 200, `${name}: ${text}`)
      }
      const { body } = await replay(named('Get payment'))
      const { authorizedAmount, capturedAmount, refundedAmount } = Object(body).aggregate
      assert.deepEqual(
        [authorizedAmount, capturedAmount, refundedAmount].map(({ value }) => value),
        [49_900, 1_000, 1_000],
      )
    })
  }
})

test('the collection of ePayment from top to bottom', { skip: DOCUMENTS_MISSING }, async () => {
  await using environment = await openEnvironment()
  const replay = await replayIn(environment)
  const statuses: Record<string, number> = {}
  for (const request of EPAYMENT) statuses[request.name] = (await replay(request)).status
  assert.deepEqual(statuses, {
    'Get Access Token': 200,
    'Create payment - Web redirect': 201,
    'Create payment - QR': 201,
    'Create payment - Push request': 201,
    'Create payment - Native redirect': 201,
    'Create payment - User info': 201,
    'Create payment - Card': 201,
    'Cancel payment': 200,
    // The one before has ended the payment.
    'Capture payment': 400,
    'Refund payment': 400,
    'Force approve payment': 400,
    'Get payment event log': 200,
    'Get payment': 200,
    // Nobody has shared a profile.
    'Get Userinfo': 404,
  })
})

test('the collection of Webhooks from top to bottom', { skip: DOCUMENTS_MISSING }, async () => {
  await using environment = await openEnvironment()
  const replay = await replayIn(environment)
  const statuses: Record<string, number> = {}
  for (const request of WEBHOOKS) statuses[request.name] = (await replay(request)).status
  assert.deepEqual(statuses, {
    'Get Access Token': 200,
    Register: 201,
    'Get All': 200,
    'Delete Last': 204,
    'Delete All': 200,
  })
})

test('the collection of Report from top to bottom', { skip: DOCUMENTS_MISSING }, async () => {
  await using environment = await openEnvironment()
  const replay = await replayIn(environment)
  const statuses: Record<string, number> = {}
  for (const request of REPORT) statuses[request.name] = (await replay(request)).status
  assert.deepEqual(statuses, {
    'Get access token': 200,
    'Get ledgers': 200,
    // Version 1 is deprecated, and not served.
    'Get ledger transactions': 404,
  })
})

describe('the collection of Order Management from top to bottom', () => {
  /** eCom is not served; nothing else of the collection depends on it. */
  const begun = { 'Get Access Token': 200, 'Initiate Payment': 404 }

  test('with its own image, 32 pixels high', { skip: DOCUMENTS_MISSING }, async () => {
    assert.deepEqual(await statusesWith((request) => request), {
      ...begun,
      // The documents want 167 pixels, so that there is nothing for the category to show.
      'Upload an image': 400,
      'Add category to an order': 404,
      'Add receipt to an order': 201,
      'Get order with category and receipt': 200,
    })
  })

  test('with one that is high enough', { skip: DOCUMENTS_MISSING }, async () => {
    const src = base64(pngFile())
    const mended = (request: PostmanRequest): PostmanRequest => ({
      ...request,
      body: request.body?.replace(/"src": "[^"]+"/, `"src": "${src}"`),
    })
    assert.deepEqual(await statusesWith(mended), {
      ...begun,
      'Upload an image': 200,
      'Add category to an order': 200,
      'Add receipt to an order': 201,
      'Get order with category and receipt': 200,
    })
  })

  async function statusesWith(
    mended: (request: PostmanRequest) => PostmanRequest,
  ): Promise<Record<string, number>> {
    await using environment = await openEnvironment()
    const replay = await replayIn(environment)
    const statuses: Record<string, number> = {}
    for (const request of ORDERS) statuses[request.name] = (await replay(mended(request))).status
    return statuses
  }
})

/** A runner of the collections, with the variables that a user sets and the scripts change. */
async function replayIn(environment: Environment): Promise<Replay> {
  const { baseUrl } = environment
  const variables = await postmanVariables({
    base_url: baseUrl.origin,
    base_url_production: baseUrl.origin,
    client_id: KEYS.clientId,
    client_secret: KEYS.clientSecret,
    'Ocp-Apim-Subscription-Key': KEYS.primaryKey,
    merchantSerialNumber: NORWAY,
    internationalMobileNumber: CUSTOMERS[NORWAY],
  })
  let nowMs = await environment.now()
  return async ({ method, url, headers, body, scripts }) => {
    // No two requests are made in one millisecond: the references come from the time.
    nowMs = addMs(nowMs, 1)
    runScript(scripts.before, variables, { nowMs })
    // One collection names the host of the test environment where the other has a variable.
    const target = new URL(
      resolved(url, variables).replace('https://apitest.vipps.no', baseUrl.origin),
    )
    const text = body === undefined ? undefined : resolved(body, variables)
    const answer = await environment.send(method, `${target.pathname}${target.search}`, {
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, resolved(value, variables)]),
      ),
      ...(text && { text }),
    })
    runScript(scripts.after, variables, { nowMs, answer })
    return answer
  }
}

function named(name: string): PostmanRequest {
  const found = EPAYMENT.find((request) => request.name === name)
  if (!found) throw new Error(`the collection has no request ${name}`)
  return found
}
