import assert from 'node:assert/strict'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { directory } from '@kvitt/domain'
import { openSqliteStore, type Store } from '@kvitt/store'
import { FakeClock } from '@kvitt/testing/fake-clock'
import { instant, parseMsn } from '@kvitt/values'
import { lateLoads } from '../../test-support/late-loads.ts'
import { DirectoryService } from './directory-service.ts'
import { customerOf, keySetsOf, salesUnitOf } from './directory.ts'
import { SEED } from './seed.ts'

const NORWAY = parseMsn('123456') ?? assert.fail()
const PRIMARY = '0123456789abcdef0123456789abcdef'

function openStore(): Store {
  return openSqliteStore(':memory:', { reactions: [], newId: () => 'id', aggregates: [directory] })
}

function node(store: Store, seed = SEED): Promise<DirectoryService> {
  return DirectoryService.open({
    store,
    systemClock: new FakeClock(instant(Date.UTC(2026, 0, 1))),
    seed,
  })
}

test('the seed founds the directory once; later another seed does not matter', async () => {
  await using store = openStore()
  const first = await node(store)
  const { revision: _, ...founded } = first.current
  assert.deepEqual(founded, SEED)
  const second = await node(store, { keySets: [], customers: [] })
  assert.deepEqual(second.current, first.current)
})

test('nodes that start together found it together', async () => {
  await using store = openStore()
  const nodes = await Promise.all([node(store), node(store), node(store)])
  for (const { current } of nodes) assert.deepEqual(current, nodes[0].current)
})

test('a change counts at once on its own node, and on others when they look', async () => {
  await using store = openStore()
  const [own, other] = await Promise.all([node(store), node(store)])
  const changes = { deactivated: true }
  const outcome = await own.decide({ type: 'change-sales-unit', msn: NORWAY, changes })
  assert.equal(outcome.refusal, undefined)
  assert.equal(salesUnitOf(own.current, NORWAY)?.deactivated, true)
  assert.equal(salesUnitOf(other.current, NORWAY)?.deactivated, false)
  await other.refresh()
  assert.deepEqual(other.current, own.current)
})

test('a reading that comes late does not undo a change', async () => {
  await using store = openStore()
  const late = lateLoads(store)
  const service = await node(late.store)
  const { read, release } = late.holdNext()
  const reading = service.refresh()
  await read
  const changes = { strict: true }
  await service.decide({ type: 'change-sales-unit', msn: NORWAY, changes })
  release()
  await reading
  assert.equal(salesUnitOf(service.current, NORWAY)?.strict, true)
})

test('a directory that was restored is followed, whatever revision it has', async () => {
  await using store = openStore()
  const [own, other] = await Promise.all([node(store), node(store)])
  const { current: founded } = own
  const dump = await text(store.dump())
  await own.decide({ type: 'change-sales-unit', msn: NORWAY, changes: { strict: true } })
  await other.refresh()
  await using prepared = await store.prepareRestore(ReadableStream.from([dump]))
  await prepared.apply()
  await own.reopen()
  await other.refresh()
  assert.deepEqual([own.current, other.current], [founded, founded])
})

test('what is looked up follows each change', async () => {
  await using store = openStore()
  const service = await node(store)
  assert.equal(keySetsOf(service.current, PRIMARY).length, 1)
  assert.equal(customerOf(service.current, '4712345678')?.firstName, 'Ada')
  assert.deepEqual(keySetsOf(service.current, 'none'), [])
  await service.decide({ type: 'rotate-key', msn: NORWAY, key: 'primary', value: 'new' })
  assert.deepEqual(keySetsOf(service.current, PRIMARY), [])
  assert.equal(keySetsOf(service.current, 'new').length, 1)
  await service.restore()
  assert.equal(keySetsOf(service.current, PRIMARY).length, 1)
})
