import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { kvitt, startKvitt, type Finished } from './support/kvitt.ts'
import { merchantAt } from './support/merchant.ts'

function printed({ code, stdout, stderr }: Finished): string {
  assert.equal(code, 0, stderr)
  return stdout
}

/** The id of the fault that `kvitt faults add` has put on order. */
function orderedId(finished: Finished): string {
  const id = /^On order: ([0-9a-f]+) /.exec(printed(finished))?.[1]
  assert.ok(id, finished.stdout)
  return id
}

test('a fault is ordered, strikes as often as it was told to, is listed and taken off', async () => {
  await using server = await startKvitt(['--memory'])
  const at = ['--url', server.url]
  assert.match(printed(await kvitt(['faults', ...at])), /^No fault is on order/)
  const merchant = await merchantAt(server.url)
  const drop = ['faults', 'add', 'drop', '--when', 'after', '--operation', 'createPayment']
  const id = orderedId(await kvitt([...drop, '--count', '1', ...at]))

  await assert.rejects(merchant.create('lost-answer'), TypeError)
  assert.equal((await merchant.get('lost-answer')).status, 200)
  assert.equal((await merchant.create('told-answer')).status, 201)
  const list = printed(await kvitt(['faults', 'list', ...at]))
  assert.match(
    list,
    new RegExp(`^${id}  drop when=after operations=createPayment \\(0 left, hit 1\\)$`, 'm'),
  )
  assert.match(list, new RegExp(`^  \\S+ ${id} createPayment lost-answer$`, 'm'))

  assert.match(printed(await kvitt(['faults', 'remove', id, ...at])), / is off/)
  const after = printed(await kvitt(['faults', ...at]))
  assert.match(after, /^No fault is on order/)
  assert.match(after, /createPayment lost-answer$/m)
  const unknown = await kvitt(['faults', 'add', 'drop', '--operation', 'fly', ...at])
  assert.deepEqual([unknown.code, unknown.stdout], [1, ''])
  assert.match(unknown.stderr, /^operation: must be one or several of .*capturePayment[^{]*\.\n$/)

  const again = await kvitt(['faults', 'remove', id, ...at])
  assert.deepEqual([again.code, /There is no fault/.test(again.stderr)], [1, true])
})

test('a webhook that is withheld waits in its queue until it is released', async () => {
  await using server = await startKvitt(['--memory'])
  const at = ['--url', server.url]
  let received = 0
  const endpoint = createServer((_request, response) => {
    received += 1
    response.end()
  }).listen(0, '127.0.0.1')
  await once(endpoint, 'listening')
  const { port } = endpoint.address() as AddressInfo
  const merchant = await merchantAt(server.url)
  await merchant.register(`http://127.0.0.1:${port}/hook`, ['epayments.payment.created.v1'])
  printed(await kvitt(['clock', 'freeze', ...at]))
  const id = orderedId(await kvitt(['faults', 'add', 'withhold', '--event', 'CREATED', ...at]))

  await merchant.create('withheld-webhook')
  printed(await kvitt(['clock', 'advance', '1d', ...at]))
  assert.equal(received, 0)
  assert.match(printed(await kvitt(['faults', ...at])), /withhold event=CREATED \(hit 1, holds 1\)/)
  const queues = printed(await kvitt(['webhooks', 'queues', ...at]))
  assert.match(queues, new RegExp(`withheld-webhook: CREATED; withheld: .* release ${id}$`, 'm'))

  assert.match(printed(await kvitt(['faults', 'release', id, ...at])), /^1 webhook is on the way/)
  printed(await kvitt(['clock', 'advance', '0s', ...at]))
  assert.equal(received, 1)
  assert.match(printed(await kvitt(['faults', ...at])), /withhold event=CREATED \(hit 1\)/)
  assert.match(printed(await kvitt(['faults', 'clear', ...at])), /^No fault is on order/)
  endpoint.close()
})

test('a fault lasts as long as it was told to, by the clock of the environment', async () => {
  await using server = await startKvitt(['--memory'])
  const at = ['--url', server.url]
  const merchant = await merchantAt(server.url)
  printed(await kvitt(['faults', 'add', 'status', '--status', '503', '--lasts', '60000', ...at]))
  assert.equal((await merchant.create('within-a-minute')).status, 503)
  printed(await kvitt(['clock', 'advance', '1m', ...at]))
  assert.equal((await merchant.create('after-a-minute')).status, 201)
})
