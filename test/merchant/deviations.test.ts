/** What orders and ledger do not agree about, and what staff do about it. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AuditPage, ConsoleReconciliation } from '@kvitt/contract'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@kvitt/values'
import { NORWAY } from '../../conformance/support/demo-keys.ts'
import { captured, deviationsOf, openBank, seen } from './support/bank.ts'
import { employeeOf } from './support/console-browser.ts'

describe('somebody is told', () => {
  test('what the ledger lacks of an order after three days, until it has it', async () => {
    await using bank = await openBank()
    const { world, ledger } = bank
    await captured(world, '10041')
    await world.pass(2 * DAY_MS)
    assert.deepEqual(await deviationsOf(bank), [])
    await world.pass(DAY_MS + 2 * HOUR_MS)
    assert.deepEqual(await deviationsOf(bank), [['notInLedger', '10041', 49_900]])
    ledger.capture('acme-shop-10041', 49_900)
    await world.pass(HOUR_MS)
    assert.deepEqual(await deviationsOf(bank), [])
  })

  test('what the ledger has of a payment and the provider has not', async () => {
    await using bank = await openBank()
    const { world, ledger } = bank
    await captured(world, '10041')
    ledger.capture('acme-shop-10041', 49_900)
    ledger.capture('acme-shop-10041', 49_900)
    await world.pass(HOUR_MS)
    assert.deepEqual(await deviationsOf(bank), [['moreInLedger', '10041', 49_900]])
    assert.equal((await world.order('10041')).settlement?.isComplete, false)
  })

  test('nothing where the ledger was the first to know: the payment is read', async () => {
    await using bank = await openBank({ isRegistered: false })
    const { world, ledger } = bank
    const { reference } = await world.place('10041')
    await world.customer('approve', reference)
    await world.pass(MINUTE_MS)
    await world.pass(11 * DAY_MS)
    await world.control('POST', `/payments/${NORWAY}/${reference}/capture`)
    ledger.capture(reference, 49_900)
    assert.equal((await world.order('10041')).status, 'authorized')
    await world.pass(HOUR_MS)
    assert.equal((await world.order('10041')).status, 'captured')
    assert.deepEqual(await deviationsOf(bank), [])
  })

  test('what is of no order, of a new type, corrected, disputed, and owed', async () => {
    await using bank = await openBank()
    const { world, ledger } = bank
    await captured(world, '10041')
    ledger.capture('acme-shop-10041', 49_900)
    ledger.capture('another-shop-7', 100)
    ledger.enter('solidarity-levy', -1)
    ledger.enter('correction', 2)
    ledger.enter('retained-disputed-capture', -49_900, { reference: 'acme-shop-10041' })
    ledger.enter('refund', -1_000, { reference: 'another-shop-7' })
    await world.pass(HOUR_MS)
    assert.deepEqual(await deviationsOf(bank), [
      ['noOrder', undefined, 100],
      ['unknownType', undefined, -1],
      ['correction', undefined, 2],
      ['dispute', '10041', -49_900],
      ['negativeBalance', undefined, -899],
      ['noOrder', undefined, -1_000],
    ])
    const page = await seen<ConsoleReconciliation>(bank, '/reconciliation?kind=noOrder')
    assert.deepEqual([page.items.length, page.total, page.counts.noOrder], [2, 2, 2])
    for (const { advice } of page.items) assert.ok(advice.en.length > 40 && advice.nb.length > 40)
    ledger.enter('returned-disputed-capture', 49_900, { reference: 'acme-shop-10041' })
    await world.pass(HOUR_MS)
    const kinds = (await deviationsOf(bank)).map((each) => (each as readonly unknown[])[0])
    assert.deepEqual(kinds, ['noOrder', 'unknownType', 'correction', 'noOrder'])
  })
})

test('who has dealt with a deviation says how, and stands in the audit log', async () => {
  await using bank = await openBank()
  const { world, staff, ledger } = bank
  ledger.enter('correction', 2)
  await world.pass(HOUR_MS)
  const { items } = await seen<ConsoleReconciliation>(bank, '/reconciliation')
  const id = items[0]?.id
  const reader = await employeeOf(world, staff, { name: 'ola', role: 'read' })
  const wish = { id, reason: 'announced in a letter' }
  assert.equal((await reader.call('POST', '/reconciliation/clear', wish)).status, 403)
  assert.equal((await staff.call('POST', '/reconciliation/clear', { id })).status, 400)
  const cleared = await staff.call('POST', '/reconciliation/clear', wish)
  assert.deepEqual([cleared.status, cleared.body['items']], [200, []])
  const again = await staff.call('POST', '/reconciliation/clear', wish)
  assert.deepEqual([again.status, again.body['code']], [404, 'deviationNotFound'])
  const { entries } = await seen<AuditPage>(bank, '/audit')
  const entry = entries.find(({ action }) => action === 'reconciliation-cleared')
  assert.deepEqual(
    [entry?.by, entry?.attention, entry?.reason],
    ['astrid', 'correction', 'announced in a letter'],
  )
})
