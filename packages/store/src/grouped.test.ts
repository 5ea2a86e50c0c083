import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Grouped } from './grouped.ts'
import { PENDING_MAX, StoreBusyError } from './store.ts'

/** Serves nothing by itself: the test says when a group is answered. */
function grouped(options: ConstructorParameters<typeof Grouped<string, string>>[1]) {
  const groups: { readonly requests: readonly string[]; answer(): void }[] = []
  let announce: () => void = () => {}
  const work = new Grouped<string, string>((requests) => {
    const { promise, resolve } = Promise.withResolvers<readonly string[]>()
    groups.push({ requests, answer: () => resolve(requests.map((each) => `${each}!`)) })
    announce()
    return promise
  }, options)
  /** Resolves when so many groups have been handed over. */
  const handedOver = async (count: number): Promise<void> => {
    while (groups.length < count) await new Promise<void>((resolve) => (announce = resolve))
  }
  return { work, groups, handedOver }
}

test('serves what is asked in one turn as one group, in order', async () => {
  const { work, groups, handedOver } = grouped({ groupMax: 10 })
  const answers = Promise.all(['a', 'b', 'c'].map((each) => work.run(each)))
  await handedOver(1)
  groups[0]?.answer()
  assert.deepEqual(await answers, ['a!', 'b!', 'c!'])
  assert.deepEqual(groups[0]?.requests, ['a', 'b', 'c'])
})

test('waits for what the next turns bring, as long as each brings more', async () => {
  const { work, groups, handedOver } = grouped({ groupMax: 3 })
  const answers: Promise<string>[] = []
  for (const each of ['a', 'b', 'c', 'd']) {
    answers.push(work.run(each))
    await new Promise((resolve) => setImmediate(resolve))
  }
  await handedOver(1)
  groups[0]?.answer()
  await handedOver(2)
  groups[1]?.answer()
  await Promise.all(answers)
  assert.deepEqual(
    groups.map(({ requests }) => requests),
    [['a', 'b', 'c'], ['d']],
  )
})

test('keeps what comes while a group is served for the next one, and no group above its limit', async () => {
  const { work, groups, handedOver } = grouped({ groupMax: 2 })
  const first = work.run('a')
  await handedOver(1)
  const rest = ['b', 'c', 'd'].map((each) => work.run(each))
  groups[0]?.answer()
  await first
  await handedOver(2)
  groups[1]?.answer()
  await handedOver(3)
  groups[2]?.answer()
  await Promise.all(rest)
  assert.deepEqual(
    groups.map(({ requests }) => requests),
    [['a'], ['b', 'c'], ['d']],
  )
})

test('serves lanes at once, and the requests of one lane one after the other', async () => {
  const laneOf = (request: string) => (request.startsWith('left') ? -4 : 7)
  const { work, groups, handedOver } = grouped({ groupMax: 10, lanes: 2, laneOf })
  const left = work.run('left 1')
  const right = work.run('right 1')
  await handedOver(2)
  const next = work.run('left 2')
  groups[1]?.answer()
  await right
  assert.equal(groups.length, 2)
  groups[0]?.answer()
  await left
  await handedOver(3)
  groups[2]?.answer()
  assert.equal(await next, 'left 2!')
})

test('fails one request of a group alone', async () => {
  const work = new Grouped<string, string>(
    (requests) =>
      Promise.resolve(requests.map((each) => (each === 'b' ? { error: new Error(each) } : each))),
    { groupMax: 10 },
  )
  const settled = await Promise.allSettled(['a', 'b', 'c'].map((each) => work.run(each)))
  assert.deepEqual(
    settled.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  )
})

test('fails a whole group that cannot be served, and serves the next', async () => {
  let isBroken = true
  const work = new Grouped<string, string>(
    (requests) => (isBroken ? Promise.reject(new Error('broken')) : Promise.resolve(requests)),
    { groupMax: 10 },
  )
  await Promise.all(['a', 'b'].map((each) => assert.rejects(work.run(each), /broken/)))
  isBroken = false
  assert.equal(await work.run('c'), 'c')
})

test('fails a request that was forgotten', async () => {
  const work = new Grouped<string, string>(() => Promise.resolve([]), { groupMax: 10 })
  await assert.rejects(work.run('a'), /not answered/)
})

test('refuses what is more than can wait, counted over all lanes', async () => {
  const work = new Grouped<number, number>((requests) => Promise.resolve(requests), {
    groupMax: 100,
    lanes: 3,
    laneOf: (request) => request,
  })
  const asked = Array.from({ length: PENDING_MAX }, (_, index) => work.run(index))
  await assert.rejects(work.run(0), StoreBusyError)
  await Promise.all(asked)
  assert.equal(await work.run(1), 1)
})

test('closes when all is served that was asked, and refuses what comes after', async () => {
  const { work, groups, handedOver } = grouped({ groupMax: 1 })
  const asked = [work.run('a'), work.run('b')]
  let isClosed = false
  const closed = work.close().then(() => (isClosed = true))
  await assert.rejects(work.run('c'), /closed/)
  await handedOver(1)
  groups[0]?.answer()
  await handedOver(2)
  assert.equal(isClosed, false)
  groups[1]?.answer()
  assert.deepEqual(await Promise.all(asked), ['a!', 'b!'])
  await closed
  await work.close()
})

test('lets what runs finish before work that nothing may run beside, and what comes wait', async () => {
  const laneOf = (request: string) => (request.startsWith('left') ? 0 : 1)
  const { work, groups, handedOver } = grouped({ groupMax: 10, lanes: 2, laneOf })
  const left = work.run('left 1')
  await handedOver(1)
  const free = Promise.withResolvers<string>()
  let isAlone = false
  const alone = work.exclusively(() => {
    isAlone = true
    return free.promise
  })
  const right = work.run('right 1')
  const next = work.run('left 2')
  await new Promise((resolve) => setImmediate(resolve))
  assert.deepEqual([isAlone, groups.length], [false, 1])
  groups[0]?.answer()
  await left
  await new Promise((resolve) => setImmediate(resolve))
  assert.deepEqual([isAlone, groups.length], [true, 1])
  free.resolve('done')
  assert.equal(await alone, 'done')
  await handedOver(3)
  for (const group of groups) group.answer()
  assert.deepEqual(await Promise.all([right, next]), ['right 1!', 'left 2!'])
})

test('goes on after such work has failed, and closes meanwhile only when it is over', async () => {
  const work = new Grouped<string, string>((requests) => Promise.resolve(requests), { groupMax: 1 })
  const failed = work.exclusively(() => Promise.reject(new Error('broken')))
  const asked = work.run('a')
  const closed = work.close()
  await assert.rejects(failed, /broken/)
  assert.equal(await asked, 'a')
  await closed
})
