import { CliError } from '../cli-error.ts'
import { openControl } from '../control-client.ts'

export interface SentEvent {
  readonly event: string
  readonly data: string
}

/**
 * Events of a running environment, as they come, until it ends the stream.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export async function* sentEvents(url: URL, path: string): AsyncGenerator<SentEvent> {
  const body = await openControl(url, path)
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true })
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = parsed(block)
        if (event) yield event
      }
    }
  } catch (error) {
    // A connection that broke; whatever else is the reader's own.
    if (!(error instanceof TypeError)) throw error
    throw new CliError(`The environment at ${url.origin} has gone.`)
  }
}

/** Undefined for a comment. */
function parsed(block: string): SentEvent | undefined {
  const event = /^event: (.*)$/m.exec(block)?.[1]
  const data = /^data: (.*)$/m.exec(block)?.[1]
  return event === undefined || data === undefined ? undefined : { event, data }
}
