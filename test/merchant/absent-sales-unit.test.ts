/** A sales unit is taken out of the configuration while it has orders that want something. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { SelfTestReport } from '@kvitt/contract'
import { DAY_MS, HOUR_MS, MINUTE_MS, parseMsn } from '@kvitt/values'
import { NORWAY } from '../../conformance/support/demo-keys.ts'
import { API_KEY, CUSTOMER, openWorld, placing, type World } from './support/world.ts'

const OSLO = parseMsn('100000') ?? assert.fail()

interface Stage extends AsyncDisposable {
  readonly world: World
  /** Starts the payment server anew, with the sales unit or without it. */
  readonly restart: (isConfigured: boolean) => Promise<void>
}

/** A payment server with a second sales unit, which can be taken out and put back. */
async function openStage(): Promise<Stage> {
  let isConfigured = true
  const world = await openWorld({
    isRegistered: false,
    salesUnitName: 'webshop',
    moreSalesUnits: (asked: World) => {
      const client = asked.client(undefined, undefined, undefined, OSLO)
      const { epayment: payments, orderManagement: information } = client
      const unit = {
        msn: OSLO,
        currency: 'NOK',
        name: 'oslo',
        referencePrefix: 'acme-oslo',
      } as const
      return isConfigured ? [{ ...unit, payments, information }] : []
    },
  })
  await world.control('POST', '/sales-units', {
    name: 'Oslo',
    market: 'NO',
    msn: OSLO,
    sharesKeysOf: NORWAY,
  })
  return {
    world,
    restart: async (next) => {
      world.crash()
      isConfigured = next
      await world.recover()
      await world.settle()
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  }
}

/** An order at the sales unit that goes, approved; that it is so is yet to be read. */
async function leaveOrder(world: World, number: string): Promise<void> {
  const { reference } = await world.place(number, { salesUnit: 'oslo' })
  const path = `/payments/${OSLO}/${reference}/approve`
  await world.control('POST', path, { phoneNumber: CUSTOMER })
}

/** How often orders were set aside, as the payment server counts since it started. */
async function timesSetAside(world: World): Promise<number> {
  const headers = { Authorization: `Bearer ${API_KEY}` }
  const text = await (await world.send('/metrics', { headers })).text()
  return Number(/kvitt_order_events_total\{type="set-aside"\} (\d+)/.exec(text)?.[1] ?? 0)
}

async function findings(world: World): Promise<SelfTestReport['findings']> {
  const { body } = await world.call('POST', '/v1/self-test')
  return body['findings'] as SelfTestReport['findings']
}

describe('orders of a sales unit that is not configured', () => {
  test('are left alone ever longer, with one line in the log that says what to do', async () => {
    await using stage = await openStage()
    const { world, restart } = stage
    for (const number of ['10041', '10042', '10043']) await leaveOrder(world, number)
    await restart(false)
    await world.pass(DAY_MS)
    const missed = world.problems.filter(({ context }) => 'msn' in context)
    assert.equal(missed.length, 1, 'one line for three orders')
    assert.equal(world.problems.length, 1, 'and nothing else')
    const context = { ...missed[0]?.context }
    assert.equal('msn' in context && context.msn, OSLO)
    assert.match(
      'advice' in context ? String(context.advice) : '',
      /Put the sales unit 100000 back into `salesUnits`/,
    )
    const times = await timesSetAside(world)
    assert.ok(times >= 3 && times <= 3 * 27, `${times} times in a day`)
  })

  test('go on as soon as the server starts with it again', async () => {
    await using stage = await openStage()
    const { world, restart } = stage
    await leaveOrder(world, '10041')
    await restart(false)
    await world.pass(3 * DAY_MS)
    const before = world.clock.now()
    await restart(true)
    assert.ok(world.clock.now() - before < MINUTE_MS)
    assert.equal((await world.order('10041')).status, 'authorized')
    await world.change('10041', 'captures')
    assert.equal((await world.order('10041')).status, 'captured')
  })

  test('are found, changed later and never placed again', async () => {
    await using stage = await openStage()
    const { world, restart } = stage
    await leaveOrder(world, '10041')
    await world.pass(MINUTE_MS)
    assert.equal((await world.order('10041')).status, 'authorized')
    await restart(false)
    await world.pass(DAY_MS)
    assert.equal((await world.order('10041')).merchantSerialNumber, OSLO)
    const again = await world.call('POST', '/v1/orders', placing('10041'))
    assert.deepEqual([again.status, again.body['code']], [409, 'orderExists'])
    const { status } = await world.change('10041', 'captures')
    assert.equal(status, 202, 'it is kept')
    assert.equal((await world.order('10041')).status, 'authorized')
    await restart(true)
    assert.equal((await world.order('10041')).status, 'captured')
  })

  test('are told of by the self-test, and at every start, until they go on', async () => {
    await using stage = await openStage()
    const { world, restart } = stage
    for (const number of ['10041', '10042']) await leaveOrder(world, number)
    await restart(false)
    await world.pass(HOUR_MS)
    const finding = (await findings(world)).find(({ msn }) => msn === OSLO)
    assert.deepEqual([finding?.isRight, finding?.code], [false, 'salesUnitNotConfigured'])
    assert.match(finding?.advice ?? '', /^2 orders wait for it\. Put the sales unit 100000 back/)
    world.problems.length = 0
    await restart(false)
    const [line, ...others] = world.problems
    assert.deepEqual(others, [])
    assert.equal({ orders: 0, ...line?.context }.orders, 2)
    await restart(true)
    assert.ok((await findings(world)).every(({ code }) => code !== 'salesUnitNotConfigured'))
  })
})
