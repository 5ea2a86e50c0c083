import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Rounds before the first that counts: caches fill and code is compiled. */
const WARM_UP_ROUNDS = 5
/** How far the memory may be above what it was after warming up. */
const GROWTH_MAX_BYTES = 20_000_000

/** Measures what is really in use, which is only known after a collection. */
export class MemoryWatch {
  readonly #collect: () => void
  readonly #usedBytes: number[] = []

  constructor() {
    setFlagsFromString('--expose-gc')
    this.#collect = runInNewContext('gc') as () => void
  }

  measure(): void {
    this.#collect()
    const { heapUsed, external } = process.memoryUsage()
    this.#usedBytes.push(heapUsed + external)
  }

  /** What the memory has grown by since it was warm; undefined while it is not. */
  get growthBytes(): number | undefined {
    const [first, ...later] = this.#usedBytes.slice(WARM_UP_ROUNDS)
    return first === undefined || later.length < WARM_UP_ROUNDS
      ? undefined
      : Math.min(...later.slice(-WARM_UP_ROUNDS)) - first
  }

  get isFlat(): boolean {
    return (this.growthBytes ?? 0) <= GROWTH_MAX_BYTES
  }
}
