import type { Store } from '@kvitt/store'

/** One reading that has been made and whose answer is still on its way. */
export interface LateLoad {
  /** Resolves once the store has read. */
  readonly read: Promise<void>
  /** Lets the answer come. */
  readonly release: () => void
}

/** A store as across a network: the answer to a `load` may come after that to a later command. */
export function lateLoads(store: Store): {
  readonly store: Store
  /** Holds back the answer to the next `load`. */
  holdNext(): LateLoad
} {
  let hold: (() => Promise<void>) | undefined
  const load: Store['load'] = async (aggregate, key) => {
    const held = hold
    hold = undefined
    const state = await store.load(aggregate, key)
    await held?.()
    return state
  }
  return {
    store: new Proxy(store, {
      get: (target, name) => (name === 'load' ? load : bound(target, name)),
    }),
    holdNext() {
      const read = Promise.withResolvers<void>()
      const released = Promise.withResolvers<void>()
      hold = () => {
        read.resolve()
        return released.promise
      }
      return { read: read.promise, release: released.resolve }
    },
  }
}

/** A member of a store that still knows which store it belongs to. */
function bound(store: Store, name: string | symbol): unknown {
  const member: unknown = Reflect.get(store, name, store)
  return typeof member === 'function' ? member.bind(store) : member
}
