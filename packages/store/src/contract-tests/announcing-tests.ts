import assert from 'node:assert/strict'
import type { Behaviours } from '../contract-tests.ts'
import type { Written } from '../store.ts'
import { answer, create, KEY, onPayment, T0 } from '../../test-support/payments.ts'
import { purse } from '../../test-support/purse.ts'

const CREATE = { scope: 'POST payments', key: 'key 1', fingerprint: 'a body' }

export const ANNOUNCING: Behaviours = {
  'tells what each commit has written, once it is written': async (data) => {
    const store = await data.open()
    const commits: (readonly Written[])[] = []
    store.onCommit((written) => commits.push(written))
    const put = {
      aggregate: purse,
      key: 'purse',
      command: { type: 'put', coins: 1 },
      at: T0,
    } as const
    const [first, second] = await Promise.all([store.decide(put), store.decide(put)])
    assert.deepEqual(commits.flat(), [
      {
        kind: 'purse',
        key: 'purse',
        state: { coins: 2 },
        events: [...first.events, ...second.events],
      },
    ])
  },

  'tells nothing of what has not happened': async (data) => {
    const store = await data.open()
    await answer(store, create(), CREATE)
    const written: Written[] = []
    store.onCommit((each) => written.push(...each))
    await answer(store, create(), CREATE)
    const { refusal } = await store.decide(onPayment(create(), KEY))
    assert.ok(refusal)
    const broken = { aggregate: purse, key: 'purse', command: { type: 'break' }, at: T0 } as const
    await assert.rejects(store.decide(broken))
    assert.deepEqual(written, [])
  },
}
