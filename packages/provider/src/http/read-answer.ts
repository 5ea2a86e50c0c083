/** The largest answer that is read of whoever is called back. */
const ANSWER_BYTES_MAX = 1024 * 1024

/**
 * Reads the body of an answer as text; undefined when it is larger than allowed, in which case the
 * rest is not received.
 *
 * @throws TypeError when it is not UTF-8
 */
export async function readAnswer(response: Response): Promise<string | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > ANSWER_BYTES_MAX) return undefined
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
