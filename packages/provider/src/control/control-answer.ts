import type { ExtraDetail, ProblemDetails } from '@kvitt/contract'
import type { z } from 'zod'
import type { PaymentName } from '../epayment/named-payment.ts'
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
): Promise<{ readonly value: z.infer<Schema> } | WrongBody> {
  const text = await readBody(request)
  if (text === undefined) {
    return { wrong: `The body is larger than ${BODY_BYTES_MAX} bytes.`, members: [] }
  }
  let body: unknown
  try {
    body = text.trim() === '' ? {} : JSON.parse(text)
  } catch {
    return { wrong: `The body is not valid JSON. Send, for example, ${example}.`, members: [] }
  }
  const { data, error } = schema.safeParse(body)
  if (!error) return { value: data as z.infer<Schema> }
  const members = membersOf(error)
  const issues = members.map(({ name, reason }) => `${name}: ${reason}`)
  return { wrong: `${issues.join('; ')}. Send, for example, ${example}.`, members }
}

/** What is wrong with each member of a body, by its path: `grants.push`. */
function membersOf({ issues }: z.ZodError): readonly ExtraDetail[] {
  return issues.map(({ message, path }) => ({ name: path.join('.') || 'body', reason: message }))
}

/** What is wrong with a body, in words and member by member. */
export interface WrongBody {
  readonly wrong: string
  readonly members: readonly ExtraDetail[]
}

/** Refuses a body that is not what it should be. */
export function refuseBody(
  services: Services,
  request: Request,
  { wrong, members }: WrongBody,
): Response {
  return refuseMembers(services, request, 400, wrong, members)
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
  const problem = problemOf(services, request, status, detail)
  return jsonResponse(status, reason === undefined ? problem : { ...problem, reason })
}

/** As `refuse`, and says of each member what is wrong with it, for a form to show beside it. */
export function refuseMembers(
  services: Services,
  request: Request,
  status: number,
  detail: string,
  members: readonly ExtraDetail[],
): Response {
  return jsonResponse(status, problemOf(services, request, status, detail, members))
}

function problemOf(
  services: Services,
  request: Request,
  status: number,
  detail: string,
  members: readonly ExtraDetail[] = [],
): ProblemDetails {
  const exchange = {
    path: new URL(request.url).pathname,
    traceId: () => traceIdOf(request, services.random),
  }
  const title = TITLES[status] ?? 'Refused'
  return problemBody(exchange, status, title, detail, members.length === 0 ? undefined : members)
}

export function refuseUnknownPayment(
  services: Services,
  request: Request,
  { msn, reference }: PaymentName,
): Response {
  return refuse(services, request, 404, `There is no payment ${reference} for MSN ${msn}.`)
}
