import { readBody, UnreadableBodyError } from './read-body.ts'

/** Reads a body as a form; what is none, or too large to be one, is an empty form. */
export async function readForm(request: Request): Promise<URLSearchParams> {
  try {
    return new URLSearchParams((await readBody(request)) ?? '')
  } catch (error) {
    if (error instanceof UnreadableBodyError) return new URLSearchParams()
    throw error
  }
}
