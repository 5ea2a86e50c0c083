/**
 * What happens can be followed as it happens.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SECOND_MS } from '@kvitt/values'
import { refused } from '../support/answer.ts'
import { followEvents, type StreamedEvent } from '../support/event-stream.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'
import { register, typeOf } from '../support/webhooks.ts'

const kindsOf = (events: readonly StreamedEvent[]): readonly string[] =>
  events.map(({ event }) => event)
const pathsOf = (events: readonly StreamedEvent[]): readonly unknown[] =>
  events.map(({ data }) => data['path'])

test('requests, payment events and webhook attempts are told in their order', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await register(environment, merchant, [typeOf('CREATED')])
  await using stream = await followEvents(environment, '?kinds=request,payment,webhook')
  const reference = await merchant.created()
  await environment.settle()
  const told = await stream.take(3)
  assert.deepEqual(kindsOf(told).toSorted(), ['payment', 'request', 'webhook'])
  const of = (kind: string) => told.find(({ event }) => event === kind)?.data
  assert.equal(of('payment')?.['name'], 'CREATED')
  assert.equal(of('request')?.['operation'], 'createPayment')
  assert.equal(of('webhook')?.['outcome'], 'delivered')
  for (const { data } of told) assert.equal(data['reference'], reference)
})

test('only what is asked for is told', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await using payments = await followEvents(environment, '?kinds=payment&reference=acme-shop-2')
  await merchant.authorized({ reference: 'acme-shop-1' })
  await merchant.authorized({ reference: 'acme-shop-2' })
  const told = await payments.take(2)
  assert.deepEqual(
    told.map(({ data }) => [data['reference'], data['name']]),
    [
      ['acme-shop-2', 'CREATED'],
      ['acme-shop-2', 'AUTHORIZED'],
    ],
  )
})

test('requests are told by operation and status, webhook attempts by status and outcome', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await register(environment, merchant, [typeOf('CREATED')])
  environment.webhooks.answer = () => 503
  await merchant.created({ reference: 'acme-shop-1' })
  await environment.settle()
  await merchant.get('acme-shop-1')
  await merchant.get('acme-shop-2')
  const told = async (filter: string): Promise<readonly string[]> => {
    const query = `?backlog=500&follow=false&${filter}`
    await using stream = await followEvents(environment, query)
    const found: string[] = []
    for (let event = await stream.next(); event; event = await stream.next()) {
      const { operation, outcome, status } = event.data
      found.push([operation ?? outcome, status].join(' '))
    }
    return found
  }
  assert.deepEqual(await told('operation=getPayment'), ['getPayment 200', 'getPayment 404'])
  assert.deepEqual(await told('status=4xx'), ['getPayment 404'])
  assert.deepEqual(await told('status=503'), ['failed 503'])
  assert.deepEqual(await told('outcome=failed'), ['failed 503'])
  assert.deepEqual(await told('outcome=delivered'), [])
  assert.deepEqual(await told('operation=getPayment&outcome=failed'), [])
  for (const wrong of ['operation=getMoney', 'status=four', 'outcome=good']) {
    refused(await environment.send('GET', `/_kvitt/v1/events?${wrong}`), 400)
  }
})

test('it begins with as much of what was before as is asked for, and may end there', async () => {
  await using environment = await openEnvironment()
  for (const n of [1, 2, 3]) await environment.send('GET', `/nowhere/${n}`)
  await using all = await followEvents(environment, '?backlog=500&follow=false')
  assert.deepEqual(pathsOf(await all.take(3)), ['/nowhere/1', '/nowhere/2', '/nowhere/3'])
  assert.equal(await all.next(), undefined)
  await using last = await followEvents(environment, '?backlog=1&follow=false')
  assert.deepEqual(pathsOf(await last.take(1)), ['/nowhere/3'])
})

test('who comes back is told what was missed, by the last event’s id', async () => {
  await using environment = await openEnvironment()
  await environment.send('GET', '/nowhere/1')
  await environment.send('GET', '/nowhere/2')
  await using before = await followEvents(environment, '?backlog=2&follow=false')
  const [first] = await before.take(1)
  await environment.send('GET', '/nowhere/3')
  const known = { 'Last-Event-ID': first?.id ?? '' }
  await using after = await followEvents(environment, '', known)
  assert.deepEqual(pathsOf(await after.take(2)), ['/nowhere/2', '/nowhere/3'])
  const ofAnotherRun = { 'Last-Event-ID': '00000000-999' }
  await using anew = await followEvents(environment, '', ofAnotherRun)
  assert.deepEqual(pathsOf(await anew.take(3)), ['/nowhere/1', '/nowhere/2', '/nowhere/3'])
})

test('a reader who is too slow is told how much was lost', { skip: INSIDE_ONLY }, async () => {
  await using environment = await openInside({ journal: { entriesMax: 3, bytesMax: 1_000_000 } })
  await using stream = await followEvents(environment)
  for (let n = 1; n <= 10; n += 1) await environment.send('GET', `/nowhere/${n}`)
  const events: StreamedEvent[] = []
  while (events.at(-1)?.data['path'] !== '/nowhere/10') events.push(...(await stream.take(1)))
  const lost = events.filter(({ event }) => event === 'lost')
  const count = lost.reduce((sum, { data }) => sum + Number(data['count']), 0)
  assert.ok(count > 0)
  assert.equal(count + events.length - lost.length, 10)
})

test('the clock is told as it is when it is moved, frozen and resumed', async () => {
  await using environment = await openEnvironment()
  await using stream = await followEvents(environment, '?kinds=clock')
  for (const [path, body] of [
    ['freeze', undefined],
    ['advance', { by: '1d' }],
    ['resume', undefined],
  ] as const) {
    const { body: clock } = await environment.control('POST', `/clock/${path}`, body)
    const [told] = await stream.take(1)
    assert.deepEqual(Object.keys(told?.data ?? {}), ['now', 'frozen', 'systemNow'])
    assert.equal(told?.data['frozen'], Object(clock).frozen)
    assert.ok(Date.parse(String(told?.data['now'])) <= Date.parse(Object(clock).now))
  }
})

test('the latest of the clock is told only, however far behind a reader is', async () => {
  await using environment = await openEnvironment()
  await using stream = await followEvents(environment, '?kinds=clock,directory')
  await environment.control('POST', '/clock/freeze')
  for (const by of ['1d', '1d', '1d']) await environment.advance(by)
  await environment.control('PATCH', '/sales-units/123456', { name: 'Renamed' })
  const told: StreamedEvent[] = []
  while (told.at(-1)?.event !== 'directory') told.push(...(await stream.take(1)))
  const now = told.findLast(({ event }) => event === 'clock')?.data['now']
  assert.equal(Date.parse(String(now)), await environment.now())
})

test('changes of the directory and of faults are told', async () => {
  await using environment = await openEnvironment()
  await using stream = await followEvents(environment, '?kinds=directory,faults')
  await environment.control('PATCH', '/sales-units/123456', { name: 'Renamed' })
  const [directory] = await stream.take(1)
  assert.equal(directory?.event, 'directory')
  const order = { effect: 'status', status: 500, operation: 'getPayment', count: 1 }
  await environment.control('POST', '/faults', order)
  assert.deepEqual((await stream.take(1))[0]?.data, { active: 1, held: 0, hits: 0 })
  const merchant = await environment.merchant()
  await merchant.get('nothing-there')
  assert.deepEqual((await stream.take(1))[0]?.data, { active: 0, held: 0, hits: 1 })
  await environment.control('DELETE', '/faults')
  assert.deepEqual((await stream.take(1))[0]?.data, { active: 0, held: 0, hits: 0 })
})

test('who asks for one payment hears of the clock only when naming it', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await using alone = await followEvents(environment, '?reference=acme-shop-7')
  await using both = await followEvents(environment, '?kinds=payment,clock&reference=acme-shop-7')
  await environment.control('POST', '/clock/freeze')
  const [clock] = await both.take(1)
  assert.equal(clock?.event, 'clock')
  await merchant.created({ reference: 'acme-shop-7' })
  assert.notEqual((await alone.take(1))[0]?.event, 'clock')
})

test('while nothing happens there are signs of life', { skip: INSIDE_ONLY }, async () => {
  await using environment = await openInside()
  let waits = environment.clock.timerOf(15 * SECOND_MS)
  await using stream = await followEvents(environment)
  for (const comments of [2, 3]) {
    await waits
    waits = environment.clock.timerOf(15 * SECOND_MS)
    environment.clock.advance(15 * SECOND_MS)
    await stream.nextComment()
    assert.equal(stream.comments, comments)
  }
})

test('the stream ends with the server', { skip: INSIDE_ONLY }, async () => {
  const environment = await openInside()
  await using stream = await followEvents(environment)
  const end = stream.next()
  await environment[Symbol.asyncDispose]()
  assert.equal(await end, undefined)
})

test('what makes no sense is refused', async () => {
  await using environment = await openEnvironment()
  for (const query of ['kinds=coffee', 'backlog=501', 'follow=maybe', 'colour=red']) {
    refused(await environment.control('GET', `/events?${query}`), 400)
  }
})

test('only so many may follow at once, and one who goes makes room', async () => {
  await using environment = await openEnvironment()
  await using stack = new AsyncDisposableStack()
  const streams = []
  for (let n = 0; n < 50; n += 1) streams.push(stack.use(await followEvents(environment)))
  refused(await environment.control('GET', '/events'), 503)
  await streams[0]?.[Symbol.asyncDispose]()
  await using again = await followEvents(environment)
  assert.ok(again)
})
