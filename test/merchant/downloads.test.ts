/** A file that cannot be made to its end is not taken for a whole one, and the log says why. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { authorized, openOffice } from './support/console-office.ts'

/** An office with an order, whose store fails in the middle of every download. */
async function openBreaking() {
  let isBroken = false
  const office = await openOffice({
    interrupt: (moment, method) => {
      if (isBroken && moment === 'before' && method === 'list') throw new Error('the disk is gone')
    },
  })
  await authorized(office.world, '10041')
  isBroken = true
  return office
}

describe('a download that breaks off', () => {
  for (const path of ['orders.csv', 'settlements.csv', 'audit.csv']) {
    test(`is one line of the log: ${path}`, async () => {
      const { world, staff } = await openBreaking()
      await using _world = world
      const answer = await staff.open(`/console/api/v1/${path}`)
      assert.equal(answer.status, 200)
      await assert.rejects(answer.text(), 'a part is not taken for the whole')
      const [line, ...others] = world.problems
      assert.deepEqual(others, [])
      assert.equal(line?.message, 'a download broke off')
      const { err, ...where } = { err: undefined, ...line.context }
      assert.deepEqual(where, { method: 'GET', route: `/console/api/v1/${path}` })
      assert.match(String(err), /the disk is gone/)
    })
  }

  test('closes its connection, where there is one, and hands no error on', async () => {
    const { world, staff } = await openBreaking()
    await using _world = world
    let closings = 0
    const answer = await staff.open('/console/api/v1/orders.csv', {}, () => (closings += 1))
    // The heading; that it ended early shows on the connection alone.
    assert.match(await answer.text(), /^Order;.*\r\n$/)
    assert.equal(closings, 1)
    assert.equal(world.problems.length, 1)
  })
})
