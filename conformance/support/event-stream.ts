import assert from 'node:assert/strict'
import type { Environment } from './environment.ts'

export interface StreamedEvent {
  readonly id: string
  readonly event: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Server-sent events, one after the other as they come. */
export class EventStream implements AsyncDisposable {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>
  readonly #decoder = new TextDecoder()
  #text = ''
  /** How many comments have come: signs of life. */
  comments = 0

  constructor(body: ReadableStream<Uint8Array>) {
    this.#reader = body.getReader()
  }

  /** The next event; undefined at the end of the stream. */
  async next(): Promise<StreamedEvent | undefined> {
    for (;;) {
      const block = await this.#nextBlock()
      if (block === undefined) return undefined
      if (block.startsWith(':')) this.comments += 1
      else return parsed(block)
    }
  }

  /** The next so many events. */
  async take(count: number): Promise<readonly StreamedEvent[]> {
    const events: StreamedEvent[] = []
    while (events.length < count) {
      const event = await this.next()
      assert.ok(event, `the stream ends after ${events.length} of ${count} events`)
      events.push(event)
    }
    return events
  }

  async nextComment(): Promise<void> {
    const block = await this.#nextBlock()
    assert.match(block ?? '', /^:/)
    this.comments += 1
  }

  async #nextBlock(): Promise<string | undefined> {
    while (!this.#text.includes('\n\n')) {
      const { done, value } = await this.#reader.read()
      if (done) return undefined
      this.#text += this.#decoder.decode(value, { stream: true })
    }
    const end = this.#text.indexOf('\n\n')
    const block = this.#text.slice(0, end)
    this.#text = this.#text.slice(end + 2)
    return block
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#reader.cancel()
  }
}

function parsed(block: string): StreamedEvent {
  const fields = new Map(
    block.split('\n').map((line) => {
      const at = line.indexOf(': ')
      return [line.slice(0, at), line.slice(at + 2)] as const
    }),
  )
  return {
    id: fields.get('id') ?? '',
    event: fields.get('event') ?? '',
    data: JSON.parse(fields.get('data') ?? '{}') as StreamedEvent['data'],
  }
}

/** Follows what happens in an environment, from its first sign of life on. */
export async function followEvents(
  environment: Environment,
  query = '',
  headers: Readonly<Record<string, string>> = {},
): Promise<EventStream> {
  const response = await environment.openControl(`/events${query}`, headers)
  assert.equal(response.status, 200)
  assert.equal(response.headers.get('content-type'), 'text/event-stream')
  assert.ok(response.body)
  const stream = new EventStream(response.body)
  await stream.nextComment()
  return stream
}
