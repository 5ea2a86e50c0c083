import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startKvitt, temporaryDirectory, type Running } from './support/kvitt.ts'
import { merchantAt, type Merchant } from './support/merchant.ts'

const CONNECTIONS = 32
const KILL_AFTER = 400

test('kill -9 under load loses nothing that was acknowledged and repeats nothing', async () => {
  await using directory = await temporaryDirectory()
  const acknowledged = await loadAndKill(['--data', directory.path])

  await using server = await startKvitt(['--data', directory.path])
  const merchant = await merchantAt(server.url)
  for (const [reference, answer] of acknowledged) {
    const events = await merchant.events(reference)
    assert.deepEqual(
      events.map(({ name }) => name),
      ['CREATED'],
      `${reference} was acknowledged and is there once`,
    )
    const replay = await merchant.create(reference)
    assert.equal(replay.status, 201)
    assert.equal(await replay.text(), answer, `${reference} gets the same answer again`)
  }
})

/** Creates payments on many connections until enough are acknowledged, then pulls the plug. */
async function loadAndKill(argv: readonly string[]): Promise<ReadonlyMap<string, string>> {
  await using server = await startKvitt(argv)
  const merchant = await merchantAt(server.url)
  const acknowledged = new Map<string, string>()
  await Promise.all(
    Array.from({ length: CONNECTIONS }, (_, connection) =>
      createUntilKilled(merchant, connection, acknowledged, server),
    ),
  )
  assert.ok(acknowledged.size >= KILL_AFTER)
  return acknowledged
}

async function createUntilKilled(
  merchant: Merchant,
  connection: number,
  acknowledged: Map<string, string>,
  server: Running,
): Promise<void> {
  for (let turn = 0; ; turn += 1) {
    const reference = `killed-${connection}-${turn}`
    try {
      const answer = await merchant.create(reference)
      const body = await answer.text()
      assert.equal(answer.status, 201, body)
      acknowledged.set(reference, body)
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error
      // The connection broke: whatever was asked last was not acknowledged.
      return
    }
    if (acknowledged.size === KILL_AFTER) await server.stop('SIGKILL')
  }
}
