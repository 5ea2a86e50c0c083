import type { Due, Store } from '@kvitt/store'

/** What stands between a process that can be lost and the store that outlives it. */
export interface Fence {
  readonly store: Store
  readonly isClosed: boolean
  /** Lets nothing more through. */
  close(): void
  /** What the lost process had claimed: in the real world, its claims are lost with it. */
  claimed(): readonly Due[]
}

/** Something that may befall a process just before or just after its store has done something. */
export type Interrupt = (moment: 'before' | 'after', method: string) => void

export function fence(store: Store, interrupt: Interrupt = () => {}): Fence {
  let isClosed = false
  const claimed = new Map<string, Due>()
  const id = ({ kind, key }: Due): string => `${kind} ${key}`
  const pass = async <Result>(name: string, call: () => Promise<Result>): Promise<Result> => {
    if (!isClosed) interrupt('before', name)
    if (isClosed) throw new Error('this process is lost')
    const result = await call()
    if (!isClosed) interrupt('after', name)
    // What was under way is on disk, but nobody is there to hear of it.
    if (isClosed) throw new Error('this process is lost')
    return result
  }
  const own: Partial<Store> = {
    claimDue: (at, limit) =>
      pass('claimDue', async () => {
        const dues = await store.claimDue(at, limit)
        for (const due of dues) claimed.set(id(due), due)
        return dues
      }),
    release: (dues) =>
      pass('release', async () => {
        for (const due of dues) claimed.delete(id(due))
        await store.release(dues)
      }),
    onWake: (listener) => store.onWake((at) => isClosed || listener(at)),
    onCommit: (listener) => store.onCommit((written) => isClosed || listener(written)),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
  const fenced = new Proxy(store, {
    get(_store, name) {
      const replaced: unknown = Reflect.get(own, name)
      if (replaced !== undefined) return replaced
      const method: unknown = Reflect.get(store, name)
      if (typeof method !== 'function') return method
      return (...given: readonly unknown[]) =>
        pass(String(name), () => Promise.resolve(Reflect.apply(method, store, given) as unknown))
    },
  })
  return {
    store: fenced,
    get isClosed() {
      return isClosed
    },
    close: () => {
      isClosed = true
    },
    claimed: () => [...claimed.values()],
  }
}
