import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { faults } from '@kvitt/domain'
import { openSqliteStore } from '@kvitt/store'
import { FakeClock } from '@kvitt/testing/fake-clock'
import { instant } from '@kvitt/values'
import { lateLoads } from '../../test-support/late-loads.ts'
import { EnvironmentClock } from '../environment/environment-clock.ts'
import { FaultService } from './fault-service.ts'

test('a reading that comes late does not hide a fault that was ordered meanwhile', async () => {
  await using store = openSqliteStore(':memory:', {
    reactions: [],
    newId: randomUUID,
    aggregates: [faults],
  })
  const late = lateLoads(store)
  const service = new FaultService({
    store: late.store,
    clock: new EnvironmentClock(new FakeClock(instant(Date.UTC(2026, 0, 1)))),
    random: { uuid: randomUUID, bytes: randomBytes },
  })
  const { read, release } = late.holdNext()
  const reading = service.refresh()
  await read
  const ordered = await service.order({
    selection: {},
    effect: { type: 'drop', when: 'before' },
    remaining: 1,
  })
  release()
  await reading
  assert.deepEqual(service.current.faults, [ordered])
})
