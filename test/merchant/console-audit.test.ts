/** What stays written of what employees do. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AuditEntryView, AuditPage } from '@kvitt/contract'
import { minorUnits, MINUTE_MS } from '@kvitt/values'
import {
  ADMINISTRATOR,
  administratorOf,
  type ConsoleBrowser,
  employeeOf,
} from './support/console-browser.ts'
import { openWorld, type World } from './support/world.ts'

function openOffice(): Promise<World> {
  return openWorld({ console: { administrator: ADMINISTRATOR } })
}

async function entriesOf(browser: ConsoleBrowser, query = ''): Promise<readonly AuditEntryView[]> {
  const { status, body } = await browser.call('GET', `/audit${query}`)
  assert.equal(status, 200)
  return (body as unknown as AuditPage).entries
}

/** Who did what to whom or which order, the newest first. */
async function log(browser: ConsoleBrowser, query = ''): Promise<readonly string[]> {
  return (await entriesOf(browser, query)).map(({ by, action, user, order }) =>
    [by, action, user ?? order?.number].join(' '),
  )
}

async function paid(world: World, number: string): Promise<void> {
  const { reference } = await world.place(number)
  await world.customer('approve', reference)
  await world.settle()
}

function change(
  world: World,
  number: string,
  wish: Parameters<World['merchant']['changeOrder']>[1],
  by = 'kari',
): Promise<unknown> {
  const origin = { by, reason: `${by} says so`, idempotencyKey: world.clock.now().toString() }
  return world.during(world.merchant.changeOrder(number, wish, origin))
}

describe('the audit log', () => {
  test('says who has done what to which order, how much, and why', async () => {
    await using world = await openOffice()
    await paid(world, '10041')
    await change(world, '10041', { type: 'capture', amount: minorUnits(10_000) })
    await change(world, '10041', { type: 'refund', amount: minorUnits(2_000) }, 'per')
    const administrator = await administratorOf(world)
    const [, refund, capture, ...others] = await entriesOf(administrator)
    assert.deepEqual(others, [])
    const order = { merchantSerialNumber: '123456', number: '10041' }
    const reference = 'acme-shop-10041'
    assert.deepEqual(capture, {
      at: capture?.at,
      by: 'kari',
      action: 'capture',
      order,
      reference,
      amount: { currency: 'NOK', value: 10_000 },
      reason: 'kari says so',
    })
    assert.deepEqual(
      [refund?.by, refund?.action, refund?.amount?.value, refund?.reason],
      ['per', 'refund', 2_000, 'per says so'],
    )
  })

  test('has one entry of a cancellation, and none of what shop and policies do', async () => {
    await using world = await openOffice()
    await paid(world, '10041')
    await paid(world, '10042')
    await world.change('10042', 'captures', { amount: 100, isLast: true })
    await world.settle()
    await change(world, '10041', { type: 'cancel' })
    const administrator = await administratorOf(world)
    assert.deepEqual(await log(administrator), ['server user-created astrid', 'kari cancel 10041'])
  })

  test('is in the commit of what it tells: who clicks twice has one entry', async () => {
    await using world = await openOffice()
    await paid(world, '10041')
    const capture = { type: 'capture', amount: minorUnits(100) } as const
    await Promise.all([change(world, '10041', capture), change(world, '10041', capture)])
    const administrator = await administratorOf(world)
    assert.deepEqual(await log(administrator, '?order=10041'), ['kari capture 10041'])
  })

  test('says who was let in, and who may do what, but no password', async () => {
    await using world = await openOffice()
    const administrator = await administratorOf(world)
    await employeeOf(world, administrator, { name: 'kari', role: 'read' })
    await administrator.call('PATCH', '/users/kari', { role: 'handle' })
    await administrator.call('POST', '/users/kari/password')
    await administrator.call('PATCH', '/users/kari', { isActive: false })
    await administrator.call('PATCH', '/users/kari', { isActive: true })
    assert.deepEqual(await log(administrator), [
      'astrid user-reactivated kari',
      'astrid user-deactivated kari',
      'astrid password-reset kari',
      'astrid role-changed kari',
      'kari password-changed kari',
      'astrid user-created kari',
      'server user-created astrid',
    ])
    const { body } = await administrator.call('GET', '/audit')
    assert.doesNotMatch(JSON.stringify(body), /argon2|hash/)
  })

  test('is narrowed down to one user or one order', async () => {
    await using world = await openOffice()
    for (const number of ['10041', '10042']) {
      await paid(world, number)
      await change(world, number, { type: 'capture', amount: minorUnits(100) })
      world.clock.advance(MINUTE_MS)
      await change(world, number, { type: 'capture', amount: minorUnits(100) }, 'per')
    }
    const administrator = await administratorOf(world)
    assert.deepEqual(await log(administrator, '?order=10041'), [
      'per capture 10041',
      'kari capture 10041',
    ])
    assert.deepEqual(await log(administrator, '?by=PER'), [
      'per capture 10042',
      'per capture 10041',
    ])
    assert.deepEqual(await log(administrator, '?by=per&order=10042'), ['per capture 10042'])
    assert.deepEqual(await log(administrator, '?order=99999'), [])
  })

  test('is read a page at a time, and each entry once', async () => {
    await using world = await openOffice()
    const administrator = await administratorOf(world)
    await administrator.call('POST', '/users', { name: 'kari', role: 'read' })
    for (let count = 0; count < 59; count += 1) {
      const role = count % 2 === 0 ? 'handle' : 'read'
      await administrator.call('PATCH', '/users/kari', { role })
    }
    const first = (await administrator.call('GET', '/audit')).body as unknown as AuditPage
    assert.equal(first.entries.length, 50)
    const after = encodeURIComponent(first.next ?? '')
    const second = (await administrator.call('GET', `/audit?after=${after}`))
      .body as unknown as AuditPage
    assert.deepEqual([second.entries.length, second.next], [11, undefined])
    const roles = [...first.entries, ...second.entries].map(({ role }) => role)
    const changes = Array.from({ length: 59 }, (_, count) => (count % 2 === 0 ? 'handle' : 'read'))
    assert.deepEqual(roles, ['administer', 'read', ...changes].toReversed())
    const { status } = await administrator.call('GET', '/audit?after=made-up')
    assert.equal(status, 400)
  })

  test('can be downloaded whole, and computes nothing in a spreadsheet', async () => {
    await using world = await openOffice()
    await paid(world, '10041')
    await change(world, '10041', { type: 'capture', amount: minorUnits(10_050) }, '=kari')
    const administrator = await administratorOf(world)
    const answer = await administrator.open('/console/api/v1/audit.csv?language=nb')
    assert.equal(answer.headers.get('content-disposition'), 'attachment; filename="audit.csv"')
    const [head, ...lines] = (await answer.text()).split('\r\n')
    assert.match(head ?? '', /^Tidspunkt;Av;Handling;/)
    assert.match(
      lines[1] ?? '',
      /;'=kari;capture;123456;10041;acme-shop-10041;NOK;100,50;'=kari says so;;;$/,
    )
    // As in every other file: a moment in the time of the country, which Excel can sort and filter by.
    for (const line of lines.slice(0, -1)) assert.match(line, /^2026-09-01 14:00:\d\d;/)
  })
})
