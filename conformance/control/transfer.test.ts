/**
 * An environment is carried in one file to another machine, into a bug report, or back to where it
 * was before a test.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/test-environment/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode, refused, type Answer } from '../support/answer.ts'
import { NORWAY } from '../support/demo-keys.ts'
import type { Environment } from '../support/environment.ts'
import { listFaults, orderFault } from '../support/faults.ts'
import { feedOf, settlingMerchant } from '../support/ledgers.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'
import { changeSalesUnit, createSalesUnit } from '../support/sales-units.ts'
import { contentOf, namesOf, register } from '../support/webhooks.ts'

const MINUTE_MS = 60_000
/** How long an import waits for requests that are under way. */
const UNDER_WAY_MS = 10_000

async function exported(environment: Environment): Promise<string> {
  const { status, text } = await environment.control('GET', '/export')
  assert.equal(status, 200, text)
  return text
}

function importInto(
  environment: Environment,
  text: string | ReadableStream<Uint8Array>,
): Promise<Answer> {
  return environment.send('POST', '/_kvitt/v1/import', { text })
}

async function imported(environment: Environment, text: string): Promise<void> {
  const { status, body } = await importInto(environment, text)
  assert.deepEqual([status, body], [200, { imported: true }])
}

describe('an import brings back what was exported:', () => {
  test('ledgers, which are paid out where they come to', async () => {
    await using environment = await openEnvironment()
    const merchant = await settlingMerchant(environment)
    await merchant.captured(1_000)
    const before = await feedOf(merchant, 'funds')
    const file = await exported(environment)
    await merchant.captured(5_000)
    await environment.advance('1d')
    await imported(environment, file)
    assert.deepEqual(await feedOf(merchant, 'funds'), before)
    await environment.advance('1d')
    const { items } = await feedOf(merchant, 'funds', before.cursor)
    assert.deepEqual(
      items.map(({ amount }) => amount),
      [-400, -600],
    )
  })

  test('payments, with the answers to their keys, as they were', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const first = await merchant.create({}, { key: 'key-1' })
    const { reference } = accepted('createPayment', first)
    const captured = await merchant.captured(500)
    const before = await merchant.get(captured)
    const file = await exported(environment)
    await environment.approve(reference)
    await merchant.refund(captured, 500)
    const later = await merchant.created()

    await imported(environment, file)
    assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'CREATED')
    assert.equal((await merchant.get(captured)).text, before.text)
    assertCode(await merchant.get(later), 404, 5090)
    const replay = await merchant.create({ reference }, { key: 'key-1' })
    assert.deepEqual([replay.status, replay.text], [first.status, first.text])
    assert.equal(await exported(environment), file)
  })

  test('webhooks that wait, and they go out', async () => {
    await using environment = await openEnvironment()
    environment.webhooks.answer = () => 500
    const merchant = await environment.merchant()
    await register(environment, merchant)
    const reference = await merchant.authorized()
    await environment.settle()
    const file = await exported(environment)
    await environment.control('POST', '/reset')
    environment.webhooks.answer = () => 200
    const before = environment.webhooks.deliveries.length

    await imported(environment, file)
    await environment.advance('1d')
    const told = environment.webhooks.deliveries
      .slice(before)
      .filter((delivery) => contentOf(delivery).reference === reference)
    assert.deepEqual(namesOf(told), ['CREATED', 'AUTHORIZED'])
  })

  test('the clock, and what falls due on it', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    await environment.advance('100d')
    await environment.control('POST', '/clock/freeze')
    const reference = await merchant.created()
    const { body: clock } = await environment.control('GET', '/clock')
    const file = await exported(environment)
    await environment.control('POST', '/reset')

    await imported(environment, file)
    assert.deepEqual((await environment.control('GET', '/clock')).body, clock)
    await environment.advance('1d')
    assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'EXPIRED')
  })

  test('sales units, keys and customers, also after more changes than they had', async () => {
    await using environment = await openEnvironment()
    const { body: units } = await environment.control('GET', '/sales-units')
    const { body: customers } = await environment.control('GET', '/customers')
    const file = await exported(environment)
    const { msn } = await createSalesUnit(environment)
    for (const strict of [true, false, true]) await changeSalesUnit(environment, NORWAY, { strict })
    await environment.control('DELETE', '/customers/4712345678')

    await imported(environment, file)
    assert.deepEqual((await environment.control('GET', '/sales-units')).body, units)
    assert.deepEqual((await environment.control('GET', '/customers')).body, customers)
    assert.equal((await environment.control('GET', `/sales-units/${msn}`)).status, 404)
  })

  test('faults on order', async () => {
    await using environment = await openEnvironment()
    const order = { effect: 'status', status: 500, operation: 'createPayment', count: 1 }
    const id = await orderFault(environment, order)
    const file = await exported(environment)
    await environment.control('DELETE', '/faults')

    await imported(environment, file)
    assert.equal((await listFaults(environment)).faults[0]?.id, id)
    const merchant = await environment.merchant()
    assert.equal((await merchant.create()).status, 500)
    assert.equal((await merchant.create()).status, 201)
  })

  test('nothing of what was seen before', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    await merchant.created()
    await imported(environment, await exported(environment))
    const { body } = await environment.control('GET', '/requests')
    assert.deepEqual(Object(body).requests, [])
  })
})

test('an export is a file to be kept, and not to be stored on the way', async () => {
  await using environment = await openEnvironment()
  const { headers, text } = await environment.control('GET', '/export')
  assert.match(
    headers.get('content-disposition') ?? '',
    /^attachment; filename="kvitt-[\dTZ-]+\.jsonl"$/,
  )
  assert.equal(headers.get('cache-control'), 'no-store')
  const [first, ...lines] = text.trimEnd().split('\n')
  assert.equal(first, '{"format":"kvitt-dump","version":1}')
  for (const line of lines) JSON.parse(line)
})

describe('what is no whole export is refused, and everything is as it was:', () => {
  const cases: Readonly<
    Record<string, readonly [of: (file: string) => string | Uint8Array<ArrayBuffer>, says: RegExp]>
  > = {
    nothing: [() => '', /empty/],
    'another file': [() => '{"amount":{"value":1}}', /no dump/],
    'half a file': [(file) => file.slice(0, file.length / 2), /too soon/],
    'another version': [(file) => file.replace('"version":1', '"version":9'), /version 9/],
    'one letter that is another': [(file) => file.replace('Lovelace', 'Lovelage'), /damaged/],
    'a line that is damaged': [(file) => file.replace('"state":{', '"state":'), /Line 2/],
    'no text': [(file) => Buffer.from(file.replace('Demo', '\u00ff'), 'latin1'), /UTF-8/],
  }
  for (const [what, [of, says]] of Object.entries(cases)) {
    test(what, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const file = await exported(environment)
      const reference = await merchant.created()
      const text = of(file)
      const answer = await environment.send('POST', '/_kvitt/v1/import', { text })
      const { detail } = refused(answer, 400)
      assert.match(detail ?? '', says)
      assert.match(detail ?? '', /Everything is as it was\.$/)
      assert.equal((await merchant.get(reference)).status, 200)
    })
  }
})

test('a file is as large as it has to be', async () => {
  await using environment = await openEnvironment()
  const file = withoutSum(await exported(environment))
  const rows = 36_000
  const body = JSON.stringify('x'.repeat(1_000))
  const replies = Array.from(
    { length: rows },
    (_, n) => `{"reply":["kept","${n}"],"fingerprint":"f","status":201,"body":${body}}\n`,
  )
  const large = file.replace(
    /\{"end":.*$/m,
    (end) => replies.join('') + end.replace('"replies":0', `"replies":${rows}`),
  )
  assert.ok(large.length > 32 * 1_024 * 1_024)
  await imported(environment, large)
  assert.equal(withoutSum(await exported(environment)).length, large.length)
})

/** An export that may be changed: with its checksum it would be taken for a damaged one. */
function withoutSum(file: string): string {
  return file.replace(/,"crc32":"[0-9a-f]{8}"\}\n$/, '}\n')
}

describe('while an import is under way', { skip: INSIDE_ONLY }, () => {
  /** A file that comes in two pieces, the second when the test says so. */
  function inPieces(file: string): {
    readonly text: ReadableStream<Uint8Array>
    readonly end: () => void
  } {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
    const writer = writable.getWriter()
    const bytes = Buffer.from(file)
    // Nobody reads on once a sender is given up.
    const ignore = (): void => {}
    writer.write(bytes.subarray(0, 10)).catch(ignore)
    return {
      text: readable,
      end: () => {
        writer.write(bytes.subarray(10)).catch(ignore)
        writer.close().catch(ignore)
      },
    }
  }

  test('everything goes on as it was until it has come', async () => {
    await using environment = await openInside()
    const merchant = await environment.merchant()
    const { text, end } = inPieces(await exported(environment))
    const answer = importInto(environment, text)
    const reference = await merchant.created()
    assert.equal((await merchant.get(reference)).status, 200)
    end()
    assert.equal((await answer).status, 200)
    assertCode(await merchant.get(reference), 404, 5090)
  })

  test('another is refused', async () => {
    await using environment = await openInside()
    const file = await exported(environment)
    const { text, end } = inPieces(file)
    const waits = environment.clock.timerOf(MINUTE_MS)
    const answer = importInto(environment, text)
    await waits
    const { detail } = refused(await importInto(environment, file), 409)
    assert.match(detail ?? '', /Another import is under way/)
    end()
    assert.equal((await answer).status, 200)
    await imported(environment, file)
  })

  test('a sender who sends no more for a minute is given up', async () => {
    await using environment = await openInside()
    const merchant = await environment.merchant()
    const file = await exported(environment)
    const reference = await merchant.created()
    const waits = environment.clock.timerOf(MINUTE_MS)
    const { text } = inPieces(file)
    const answer = importInto(environment, text)
    await waits
    environment.clock.advance(MINUTE_MS)
    assert.match(refused(await answer, 400).detail ?? '', /has not come for a minute/)
    assert.equal((await merchant.get(reference)).status, 200)
    await imported(environment, file)
  })

  test('a request that has begun ends before, and one that comes is answered after', async () => {
    await using environment = await openInside()
    const merchant = await environment.merchant()
    const file = await exported(environment)
    const latency = { effect: 'latency', delayMs: 5_000, operation: 'createPayment', count: 1 }
    await orderFault(environment, latency)
    const isSlow = environment.clock.timerOf(5_000)
    const slow = merchant.create({ reference: 'slow-payment' })
    await isSlow
    const waits = environment.clock.timerOf(UNDER_WAY_MS)
    const answer = importInto(environment, file)
    await waits
    const late = merchant.get('slow-payment')
    environment.clock.advance(5_000)
    assert.equal((await slow).status, 201)
    assert.equal((await answer).status, 200)
    assertCode(await late, 404, 5090)
  })

  test('a request that does not end makes it give up, with everything as it was', async () => {
    await using environment = await openInside()
    const merchant = await environment.merchant()
    const file = await exported(environment)
    const reference = await merchant.created()
    const latency = { effect: 'latency', delayMs: 50_000, operation: 'createPayment', count: 1 }
    await orderFault(environment, latency)
    const isSlow = environment.clock.timerOf(50_000)
    const slow = merchant.create()
    await isSlow
    const waits = environment.clock.timerOf(UNDER_WAY_MS)
    const answer = importInto(environment, file)
    await waits
    environment.clock.advance(UNDER_WAY_MS)
    assert.match(refused(await answer, 503).detail ?? '', /requests are under way/)
    assert.equal((await merchant.get(reference)).status, 200)
    environment.clock.advance(50_000)
    assert.equal((await slow).status, 201)
    await imported(environment, file)
  })

  test('a webhook that is on its way arrives, and reports to what has sent it', async () => {
    await using environment = await openInside()
    const merchant = await environment.merchant()
    const file = await exported(environment)
    await register(environment, merchant)
    const arrived = Promise.withResolvers<void>()
    const answered = Promise.withResolvers<number>()
    environment.webhooks.answer = () => {
      arrived.resolve()
      return answered.promise
    }
    await merchant.created()
    environment.clock.advance(0)
    await arrived.promise
    const order: string[] = []
    const answer = importInto(environment, file).finally(() => order.push('imported'))
    // Whoever asks is answered while the webhook is waited for.
    for (let n = 0; n < 20; n += 1) await merchant.created()
    order.push('answered')
    answered.resolve(500)
    assert.equal((await answer).status, 200)
    assert.deepEqual(order, ['answered', 'imported'])
    environment.webhooks.answer = () => 200
    await environment.advance('7d')
    assert.equal(environment.webhooks.deliveries.length, 1)
    assert.deepEqual(accepted('listWebhooks', await merchant.listWebhooks()).webhooks, [])
  })
})

test('no more than two exports are read at once', { skip: INSIDE_ONLY }, async () => {
  await using environment = await openInside()
  const open = await Promise.all([1, 2].map(() => environment.openControl('/export')))
  refused(await environment.control('GET', '/export'), 503)
  for (const { body } of open) await body?.cancel()
  await exported(environment)
})
