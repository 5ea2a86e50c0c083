import { PENDING_MAX, StoreBusyError } from './store.ts'

/** What became of one request of a group while others may have been served. */
export interface Failed {
  readonly error: unknown
}

export interface GroupedOptions<Request> {
  /** How many requests go into one group at the most. */
  readonly groupMax: number
  /** How many groups may run at once; 1 unless given, and then `laneOf` says who goes where. */
  readonly lanes?: number
  /** Any whole number: requests with the same one are served in order of arrival. */
  readonly laneOf?: (request: Request) => number
}

type Serve<Request, Answer> = (
  requests: readonly Request[],
) => Promise<readonly (Answer | Failed)[]>

/**
 * Collects what is asked while the event loop turns and has it served as one group, in order of
 * arrival: once a turn has brought nothing more, or the group is full, because a group costs hardly
 * more than one request. A lane serves one group at a time; meanwhile its next one grows.
 */
export class Grouped<Request, Answer> {
  readonly #lanes: readonly Lane<Request, Answer>[]
  readonly #laneOf: (request: Request) => number
  #closed = false

  constructor(serve: Serve<Request, Answer>, options: GroupedOptions<Request>) {
    const { groupMax, lanes = 1, laneOf = () => 0 } = options
    this.#lanes = Array.from({ length: lanes }, () => new Lane(serve, groupMax))
    this.#laneOf = laneOf
  }

  run(request: Request): Promise<Answer> {
    if (this.#closed) return Promise.reject(new Error('the store is closed'))
    let waiting = 0
    for (const lane of this.#lanes) waiting += lane.waiting
    if (waiting >= PENDING_MAX) {
      return Promise.reject(new StoreBusyError(`${PENDING_MAX} requests are waiting already`))
    }
    const lane = this.#lanes[Math.abs(this.#laneOf(request)) % this.#lanes.length]
    if (!lane) throw new RangeError('a lane is chosen by a whole number')
    return lane.run(request)
  }

  /** Refuses what comes from now on and waits for what has come. */
  async close(): Promise<void> {
    this.#closed = true
    await this.settled()
  }

  /** Runs work between groups: those that run are finished first, what comes meanwhile waits. */
  async exclusively<Result>(work: () => Promise<Result> | Result): Promise<Result> {
    try {
      await Promise.all(this.#lanes.map((lane) => lane.hold()))
      return await work()
    } finally {
      for (const lane of this.#lanes) lane.resume()
    }
  }

  /** Resolves once nothing waits and nothing runs. */
  async settled(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.settled()))
  }
}

interface Waiting<Request, Answer> {
  readonly request: Request
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

class Lane<Request, Answer> {
  readonly #serve: Serve<Request, Answer>
  readonly #groupMax: number
  #waiting: Waiting<Request, Answer>[] = []
  /** How many had come by the turn before. */
  #lastWaiting = 0
  #busy = false
  #isServing = false
  /** How many want nothing to be served for now. */
  #holders = 0
  /** Whether a group would run if nobody held it. */
  #isHeldUp = false
  #idle: (() => void)[] = []
  #served: (() => void)[] = []

  constructor(serve: Serve<Request, Answer>, groupMax: number) {
    this.#serve = serve
    this.#groupMax = groupMax
  }

  get waiting(): number {
    return this.#waiting.length
  }

  run(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject })
      if (!this.#busy) this.#schedule()
    })
  }

  settled(): Promise<void> {
    if (!this.#busy) return Promise.resolve()
    return new Promise((resolve) => this.#idle.push(resolve))
  }

  /** Lets no further group begin; resolves once none runs. */
  hold(): Promise<void> {
    this.#holders += 1
    if (!this.#isServing) return Promise.resolve()
    return new Promise((resolve) => this.#served.push(resolve))
  }

  resume(): void {
    this.#holders -= 1
    if (this.#holders > 0 || !this.#isHeldUp) return
    this.#isHeldUp = false
    this.#schedule()
  }

  #schedule(): void {
    this.#busy = true
    // After the I/O of this turn: every request that has arrived with it joins the group.
    setImmediate(() => void this.#runOne())
  }

  /** Whether the turn that ends has brought more, and there is room for what the next one brings. */
  #isGrowing(): boolean {
    const before = this.#lastWaiting
    this.#lastWaiting = this.#waiting.length
    return before < this.#lastWaiting && this.#lastWaiting < this.#groupMax
  }

  async #runOne(): Promise<void> {
    if (this.#holders > 0) {
      this.#isHeldUp = true
      return
    }
    if (this.#isGrowing()) return this.#schedule()
    const group = this.#waiting.splice(0, this.#groupMax)
    this.#lastWaiting = 0
    this.#isServing = true
    try {
      const results = await this.#serve(group.map(({ request }) => request))
      group.forEach((waiting, index) => answer(waiting, results[index]))
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
    this.#isServing = false
    for (const resolve of this.#served.splice(0)) resolve()
    if (this.#waiting.length > 0) return this.#schedule()
    this.#busy = false
    for (const resolve of this.#idle.splice(0)) resolve()
  }
}

function answer<Request, Answer>(
  { resolve, reject }: Waiting<Request, Answer>,
  result: Answer | Failed | undefined,
): void {
  if (result === undefined) reject(new Error('a request was not answered'))
  else if (isFailed(result)) reject(result.error)
  else resolve(result)
}

export function isFailed<Answer>(result: Answer | Failed): result is Failed {
  return typeof result === 'object' && result !== null && 'error' in result
}
