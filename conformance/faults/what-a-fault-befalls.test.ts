/**
 * A fault befalls the operations, the reference and the sales unit that it names, as often as it
 * says, with the chance that it says; what it hit is listed.
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { refused } from '../support/answer.ts'
import { DENMARK } from '../support/demo-keys.ts'
import { listFaults, orderFault } from '../support/faults.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { newReference } from '../support/payment-request.ts'

const FAILING = { effect: 'status', status: 500 }

describe('a fault befalls', () => {
  test('only the operations that it names', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    await orderFault(environment, { ...FAILING, operation: ['capturePayment', 'getPayment'] })
    const reference = await merchant.authorized()
    assert.equal((await merchant.get(reference)).status, 500)
    assert.equal((await merchant.capture(reference, 1)).status, 500)
    assert.equal((await merchant.events(reference)).status, 200)
  })

  test('only the reference that it names', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = newReference()
    await orderFault(environment, { ...FAILING, reference })
    assert.equal((await merchant.create()).status, 201)
    assert.equal((await merchant.create({ reference })).status, 500)
    assert.equal((await merchant.get(reference)).status, 500)
  })

  test('only the sales unit that it names', async () => {
    await using environment = await openEnvironment()
    await orderFault(environment, { ...FAILING, msn: DENMARK, operation: 'createPayment' })
    const [norway, denmark] = [await environment.merchant(), await environment.merchant(DENMARK)]
    assert.equal((await norway.create()).status, 201)
    assert.equal((await denmark.create()).status, 500)
  })

  test('as many requests as it counts, the older fault first', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    await orderFault(environment, { ...FAILING, count: 2 })
    await orderFault(environment, { ...FAILING, status: 503, count: 1 })
    const statuses = []
    for (let turn = 0; turn < 4; turn += 1) statuses.push((await merchant.create()).status)
    assert.deepEqual(statuses, [500, 500, 503, 201])
  })

  test('no more requests than it counts when they come at once', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    await orderFault(environment, { ...FAILING, count: 3 })
    const answers = await Promise.all(Array.from({ length: 20 }, () => merchant.create()))
    assert.equal(answers.filter(({ status }) => status === 500).length, 3)
  })

  test('the same requests by chance when the seed is the same', async () => {
    const rolls = async (seed: number): Promise<string> => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      await orderFault(environment, { ...FAILING, probability: 0.5, seed })
      const statuses = []
      for (let turn = 0; turn < 32; turn += 1) statuses.push((await merchant.create()).status)
      return statuses.join()
    }
    const first = await rolls(7)
    assert.equal(await rolls(7), first)
    assert.notEqual(await rolls(8), first)
    assert.match(first, /500/)
    assert.match(first, /201/)
  })
})

describe('the list of faults', () => {
  test('shows what is on order, what is left of it, and what it hit', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = newReference()
    const id = await orderFault(environment, { ...FAILING, code: 3010, reference, count: 5 })
    await merchant.create({ reference })
    const { faults, hits } = await listFaults(environment)
    const [fault] = faults.map(({ ...shown }) => ({ ...shown, orderedAt: undefined }))
    assert.deepEqual(fault, {
      id,
      effect: 'status',
      when: 'before',
      status: 500,
      code: 3010,
      reference,
      remaining: 4,
      hits: 1,
      held: 0,
      orderedAt: undefined,
    })
    assert.deepEqual(
      hits.map(({ at: _at, requestId: _requestId, ...hit }) => hit),
      [{ fault: id, operation: 'createPayment', msn: merchant.msn, reference }],
    )
  })

  test('loses what is removed, what is cleared and what a reset forgets', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const first = await orderFault(environment, FAILING)
    await orderFault(environment, FAILING)
    assert.equal((await environment.control('DELETE', `/faults/${first}`)).status, 200)
    assert.equal((await listFaults(environment)).faults.length, 1)
    assert.equal((await environment.control('DELETE', '/faults')).status, 200)
    assert.equal((await merchant.create()).status, 201)
    await orderFault(environment, FAILING)
    await environment.control('POST', '/reset')
    assert.deepEqual(await listFaults(environment), { faults: [], hits: [] })
    assert.equal((await merchant.create()).status, 201)
  })

  test('does not know what was never ordered', async () => {
    await using environment = await openEnvironment()
    refused(await environment.control('DELETE', '/faults/none'), 404)
    refused(await environment.control('POST', '/faults/none/release'), 404)
  })
})

describe('an order is refused that', () => {
  for (const [what, order, detail] of [
    ['names no effect', {}, /effect/],
    ['names an unknown effect', { effect: 'rain' }, /effect/],
    ['names an unknown operation', { ...FAILING, operation: 'fly' }, /operation: .*capturePayment/],
    ['has a member that no effect has', { ...FAILING, colour: 'red' }, /colour/],
    ['has neither status nor code', { effect: 'status' }, /status, a code/],
    ['has a code that is not in the table', { effect: 'status', code: 1 }, /code: must be/],
    ['waits longer than a minute', { effect: 'latency', delayMs: 60_001 }, /delayMs/],
    ['has no chance', { ...FAILING, probability: 0 }, /probability/],
    ['befalls a webhook with a status', { ...FAILING, operation: 'deliverWebhook' }, /webhook/i],
    ['withholds a request', { effect: 'withhold', operation: 'getPayment' }, /webhooks/],
    ['befalls a request with an event', { ...FAILING, event: 'CREATED' }, /event/],
  ] as const) {
    test(what, async () => {
      await using environment = await openEnvironment()
      const answer = await environment.control('POST', '/faults', order)
      assert.match(refused(answer, 400).detail ?? '', detail)
      assert.deepEqual((await listFaults(environment)).faults, [])
    })
  }
})

test('a fault that lasts a minute strikes for a minute of the environment', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const id = await orderFault(environment, { effect: 'status', status: 429, lastsMs: 60_000 })
  assert.equal((await merchant.create()).status, 429)
  await environment.advance('1m')
  assert.equal((await merchant.create()).status, 201)
  const [fault] = (await listFaults(environment)).faults
  const until = Date.parse(String(Object(fault).until))
  assert.equal(until - Date.parse(String(Object(fault).orderedAt)), 60_000)
  assert.equal(fault?.id, id)
})

test('each hit says which request it was, however many come at once', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await orderFault(environment, { ...FAILING, operation: 'getPayment' })
  const references = Array.from({ length: 8 }, () => newReference())
  await Promise.all(references.map((reference) => merchant.get(reference)))
  const { hits } = await listFaults(environment)
  assert.equal(hits.length, 8)
  for (const { requestId, reference } of hits) {
    const { body } = await environment.control('GET', `/requests/${String(requestId)}`)
    assert.equal(Object(body).operation, 'getPayment')
    assert.ok(Object(body).path.endsWith(`/${String(reference)}`))
  }
})

test('what a fault can name is listed for people to choose from', async () => {
  await using environment = await openEnvironment()
  const { body, status } = await environment.control('GET', '/faults/choices')
  assert.equal(status, 200)
  const { operations, problems, events } = Object(body)
  const ids = Array.from(operations, (each) => Object(each).id)
  assert.ok(ids.includes('capturePayment') && ids.includes('deliverWebhook'))
  assert.ok(Array.from(problems, (each) => Object(each).code).includes(6280))
  assert.ok(events.includes('CAPTURED'))
})

test('a fault that cannot be ordered is refused at the member that is wrong', async () => {
  await using environment = await openEnvironment()
  for (const [order, member] of [
    [{ effect: 'status' }, 'status'],
    [{ effect: 'status', status: 200 }, 'status'],
    [{ effect: 'withhold', operation: 'getPayment' }, 'operation'],
    [{ effect: 'truncate', event: 'CAPTURED' }, 'event'],
    [{ effect: 'latency', delayMs: 0 }, 'delayMs'],
    [{ effect: 'drop', probability: 2 }, 'probability'],
    [{ effect: 'drop', lastsMs: 0 }, 'lastsMs'],
  ] as const) {
    const problem = refused(await environment.control('POST', '/faults', order), 400)
    assert.deepEqual(
      problem.extraDetails?.map(({ name }) => name),
      [member],
      JSON.stringify(order),
    )
  }
})
