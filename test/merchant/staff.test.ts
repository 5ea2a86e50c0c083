/** What an employee does: the same changes as the shop's, by name and for a reason. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ChangeResult, OrderChange } from '@kvitt/merchant'
import { DAY_MS, minorUnits, MINUTE_MS } from '@kvitt/values'
import { Network } from './support/network.ts'
import { seededRandom } from './support/seeded-random.ts'
import { openWorld, type World } from './support/world.ts'

async function authorized(world: World, number: string): Promise<void> {
  const { reference } = await world.place(number)
  await world.customer('approve', reference)
  await world.settle()
}

function asks(
  world: World,
  number: string,
  change: OrderChange,
  origin: { readonly by?: string; readonly reason?: string; readonly key?: string } = {},
): Promise<ChangeResult> {
  const { by = 'kari', reason, key = 'key' } = origin
  return world.during(
    world.merchant.changeOrder(number, change, { by, reason, idempotencyKey: key }),
  )
}

describe('an employee', () => {
  test('captures, and the order keeps who it was and why', async () => {
    await using world = await openWorld()
    await authorized(world, '10041')
    const captured = await asks(
      world,
      '10041',
      { type: 'capture', amount: minorUnits(100) },
      { reason: 'picked up in the shop' },
    )
    assert.ok('isDone' in captured && captured.isDone)
    const intent = captured.state.attempts[0]?.intents.at(-1)
    assert.deepEqual(
      [intent?.type, intent?.amount, intent?.state, intent?.by, intent?.reason],
      ['capture', 100, 'done', 'kari', 'picked up in the shop'],
    )
  })

  test('who clicks twice captures once; another employee captures what is left', async () => {
    await using world = await openWorld()
    await authorized(world, '10041')
    const part = { type: 'capture', amount: minorUnits(100) } as const
    await Promise.all([asks(world, '10041', part), asks(world, '10041', part)])
    assert.equal((await world.order('10041')).sums.captured, 100)
    await asks(world, '10041', { type: 'capture' }, { by: 'ola' })
    assert.equal((await world.order('10041')).sums.captured, 49_900)
  })

  test('is told what is refused, and that a key was used for something else', async () => {
    await using world = await openWorld()
    await authorized(world, '10041')
    const refusalOf = (result: ChangeResult) => 'refusal' in result && result.refusal
    assert.equal(refusalOf(await asks(world, '1', { type: 'cancel' })), 'orderNotFound')
    assert.equal(refusalOf(await asks(world, '10041', { type: 'refund' })), 'nothingToRefund')
    await asks(world, '10041', { type: 'capture', amount: minorUnits(100) })
    assert.equal(
      refusalOf(await asks(world, '10041', { type: 'capture', amount: minorUnits(200) })),
      'keyReused',
    )
  })

  test('does not wait for a provider that cannot be reached, and what was asked is not lost', async () => {
    const network = new Network(seededRandom(1))
    await using world = await openWorld({ between: network.calls })
    await authorized(world, '10041')
    network.isProviderReachable = false
    const captured = await asks(world, '10041', { type: 'capture' })
    assert.ok('isDone' in captured && !captured.isDone)
    network.isProviderReachable = true
    await world.pass(10 * MINUTE_MS)
    assert.equal((await world.order('10041')).status, 'captured')
  })

  test('starts another attempt', async () => {
    await using world = await openWorld()
    await world.place('10041')
    const again = await asks(world, '10041', { type: 'start-attempt' }, { reason: 'on the phone' })
    assert.ok('isDone' in again && again.isDone)
    const create = again.state.attempts[1]?.intents[0]
    assert.deepEqual([create?.by, create?.reason], ['kari', 'on the phone'])
  })

  test('reads a payment that no webhook has told of', async () => {
    await using world = await openWorld({ isRegistered: false })
    const { reference } = await world.place('10041')
    await world.customer('approve', reference)
    const read = await world.during(
      world.merchant.readOrder('10041', { cause: 'staff', by: 'kari' }),
    )
    assert.deepEqual([read?.isRead, read?.state.paidBy], [true, reference])
    assert.equal(await world.merchant.readOrder('1', { cause: 'staff', by: 'kari' }), undefined)
  })
})

describe('what asked for attention', () => {
  test('is cleared by kind, and not before it is there', async () => {
    await using world = await openWorld({ policy: { warnBeforeMs: 5 * DAY_MS } })
    await authorized(world, '10041')
    await world.pass(3 * DAY_MS)
    const { attention } = await world.order('10041')
    assert.deepEqual(
      attention.map(({ kind }) => kind),
      ['guaranteeEnding'],
    )
    const other = await world.change('10041', 'attention/clear', { kind: 'lateApproval' })
    assert.deepEqual([other.status, other.body['code']], [409, 'nothingToClear'])
    const { status, body } = await world.change('10041', 'attention/clear', {
      kind: 'guaranteeEnding',
      reason: 'ships tomorrow',
    })
    assert.deepEqual([status, body.attention], [200, []])
  })
})
