import { operationOf } from './operation-of.ts'

/** How many answers to one question are kept. */
const ANSWERS_MAX = 4

/**
 * A copy of the provider's payments that lags behind: what it answers was true earlier. It hides
 * nothing but what its asker knows already or has brought about, or nobody would ever find out.
 */
export class EarlierAnswers {
  readonly #answers = new Map<string, string[]>()
  /** The payments that were changed since they were last read. */
  readonly #changed = new Set<string>()

  /** Takes note of what the provider has answered. */
  note(request: Pick<Request, 'method' | 'url'>, { ok }: Pick<Response, 'ok'>): void {
    const { name, reference } = operationOf(request)
    const isChanged = ok && name !== 'read' && name !== 'log'
    if (reference !== undefined && isChanged) this.#changed.add(reference)
  }

  /** An answer to the same question from before `answer`, and another; undefined without one. */
  async insteadOf(request: Request, answer: Response): Promise<Response | undefined> {
    const { reference = '' } = operationOf(request)
    const now = await answer.clone().text()
    const earlier = this.#answers.get(request.url) ?? []
    const isKnown = earlier.at(-1) === now || this.#changed.has(reference)
    const old = isKnown ? earlier.findLast((each) => each !== now) : undefined
    if (old === undefined) return undefined
    return new Response(old, { status: answer.status, headers: answer.headers })
  }

  /** Keeps an answer that is given. */
  async keep(request: Request, answer: Response): Promise<void> {
    const { name, reference = '' } = operationOf(request)
    if (answer.status !== 200) return
    const now = await answer.clone().text()
    const earlier = this.#answers.get(request.url) ?? []
    if (earlier.at(-1) !== now) {
      this.#answers.set(request.url, [...earlier, now].slice(-ANSWERS_MAX))
    }
    if (name === 'read') this.#changed.delete(reference)
  }
}
