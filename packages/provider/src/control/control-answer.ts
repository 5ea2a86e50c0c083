import type { ProblemDetails } from '@kvitt/contract'
import type { z } from 'zod'
import { jsonResponse, problemBody } from '../http/problem-response.ts'
import { BODY_BYTES_MAX, readBody } from '../http/read-body.ts'
import { traceIdOf } from '../http/trace-id.ts'
import type { Services } from '../services.ts'

/** The body, if it is what the schema asks for; an empty one is `{}`. */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.infer<Schema> | undefined> {
  const text = await readBody(request)
  if (text === undefined || text.length > BODY_BYTES_MAX) return undefined
  try {
    return schema.safeParse(text.trim() === '' ? {} : JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** The body, or what is wrong with it and what a good one looks like. */
export async function parseJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  example: string,
): Promise<{ readonly value: z.infer<Schema> } | { readonly wrong: string }> {
  const text = await readBody(request)
  if (text === undefined) return { wrong: `The body is larger than ${BODY_BYTES_MAX} bytes.` }
  let body: unknown
  try {
    body = text.trim() === '' ? {} : JSON.parse(text)
  } catch {
    return { wrong: `The body is not valid JSON. Send, for example, ${example}.` }
  }
  const { data, error } = schema.safeParse(body)
  if (!error) return { value: data as z.infer<Schema> }
  const issues = error.issues.map(({ message, path }) => `${path.join('.') || 'body'}: ${message}`)
  return { wrong: `${issues.join('; ')}. Send, for example, ${example}.` }
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  429: 'Too Many Requests',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
}

/**
 * Says in words why a call came to nothing.
 *
 * @param reason the same for programs, where they can do something about it
 */
export function refuse(
  services: Services,
  request: Request,
  status: number,
  detail: string,
  reason?: string,
): Response {
  const exchange = {
    path: new URL(request.url).pathname,
    traceId: () => traceIdOf(request, services.random),
  }
  const problem: ProblemDetails = problemBody(exchange, status, TITLES[status] ?? 'Refused', detail)
  return jsonResponse(status, reason === undefined ? problem : { ...problem, reason })
}
