/** What an administrator sends along when asking for help. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ConsoleDiagnostics } from '@kvitt/contract'
import { KEYS } from '../../conformance/support/demo-keys.ts'
import { ADMINISTRATOR, administratorOf, employeeOf } from './support/console-browser.ts'
import type { WorldOptions } from './support/world-options.ts'
import { API_KEY, EVENT_SECRET, openWorld, RESULT_SECRET, type World } from './support/world.ts'

function openOffice(options: WorldOptions = {}): Promise<World> {
  return openWorld({ ...options, console: { administrator: ADMINISTRATOR } })
}

async function diagnosticsOf(world: World): Promise<ConsoleDiagnostics> {
  const administrator = await administratorOf(world)
  const { status, body, headers } = await administrator.call('GET', '/diagnostics')
  assert.equal(status, 200)
  assert.match(headers.get('content-disposition') ?? '', /^attachment; filename=".+\.json"$/)
  return body as unknown as ConsoleDiagnostics
}

describe('diagnostics', () => {
  test('name what the server runs with', async () => {
    await using world = await openOffice()
    const { kvitt, node, platform, modules } = (await diagnosticsOf(world)).versions
    assert.deepEqual([kvitt, node], ['0.0.0', process.versions.node])
    assert.equal(platform, `${process.platform} ${process.arch}`)
    // What the server names itself, and what that needs in turn.
    for (const name of ['@kvitt/merchant', 'hono', 'openid-client', 'oauth4webapi']) {
      assert.match(modules[name] ?? '', /^\d+\.\d+\.\d+/, name)
    }
  })

  test('tell sales units, webhooks and policy', async () => {
    await using world = await openOffice({ keepsWebhooks: true })
    await world.settle()
    const { salesUnits, policy, publicUrl, counts } = await diagnosticsOf(world)
    const [unit, ...others] = salesUnits
    assert.deepEqual(others, [])
    assert.deepEqual(
      [unit?.msn, unit?.currency, unit?.isAvailable, unit?.missing],
      ['123456', 'NOK', true, []],
    )
    assert.equal(unit?.webhooks.isKept, true)
    assert.deepEqual(
      unit?.webhooks.registrations.map(({ url }) => url),
      ['https://merchant.test/webhooks/123456'],
    )
    assert.equal(policy.capture, 'on-ship')
    assert.equal(publicUrl, 'https://merchant.test/')
    const { apiKeys, eventEndpoints, users } = counts
    assert.deepEqual([apiKeys, eventEndpoints, users], [1, 1, 1])
  })

  test('tell why a sales unit takes no payments, and the errors of orders', async () => {
    await using world = await openOffice()
    await world.control('PATCH', '/sales-units/123456', { deactivated: true })
    const { refusal } = await world.place('10041')
    const { salesUnits, errors, counts } = await diagnosticsOf(world)
    assert.equal(salesUnits[0]?.isAvailable, false)
    assert.equal(salesUnits[0]?.outage?.code, 'salesUnitDeactivated')
    assert.equal(counts.attention, 1)
    const [{ kind, code, traceId, reference } = assert.fail()] = errors
    assert.deepEqual(
      [kind, code, reference],
      ['createRefused', 'salesUnitDeactivated', 'acme-shop-10041'],
    )
    assert.ok(traceId)
    assert.equal(traceId, refusal?.traceId)
  })

  test('hold no secret and no customer', async () => {
    await using world = await openOffice({ keepsWebhooks: true })
    await world.place('10041', { customer: { name: 'Ada Lovelace', email: 'ada@example.com' } })
    await world.settle()
    const text = JSON.stringify(await diagnosticsOf(world))
    const { secret } = Object(
      /"secret":"(?<secret>[^"]+)"/.exec(await world.merchantDump())?.groups,
    )
    for (const hidden of [
      KEYS.clientId,
      KEYS.clientSecret,
      KEYS.primaryKey,
      API_KEY,
      EVENT_SECRET,
      RESULT_SECRET,
      ADMINISTRATOR.password,
      secret,
      'Lovelace',
      'ada@example.com',
    ]) {
      assert.ok(typeof hidden === 'string' && hidden !== '')
      assert.ok(!text.includes(hidden), hidden)
    }
  })

  test('are for administrators alone', async () => {
    await using world = await openOffice()
    const administrator = await administratorOf(world)
    for (const role of ['read', 'handle'] as const) {
      const employee = await employeeOf(world, administrator, { name: role, role })
      const { status, body } = await employee.call('GET', '/diagnostics')
      assert.deepEqual([status, body['code']], [403, 'forbidden'])
    }
  })
})
