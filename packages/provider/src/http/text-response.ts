const MADE_OF = Symbol('what a response was made of')

/** What a response was made of. */
export interface ResponseText {
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
}

interface WithText {
  [MADE_OF]?: ResponseText
}

/** A response that remembers its text: the body of one that has been sent cannot be read again. */
export function textResponse(
  text: string,
  { status = 200, headers }: { status?: number; headers: Readonly<Record<string, string>> },
): Response {
  const response = new Response(text, { status, headers })
  ;(response as WithText)[MADE_OF] = { text, headers }
  return response
}

/** Undefined for a response that was made of something else. */
export function responseText(response: Response): ResponseText | undefined {
  return (response as WithText)[MADE_OF]
}
