import { z } from 'zod'

/** The body of every refusal by an API, `application/problem+json`. */
export const ProblemDetails = z
  .object({
    type: z.string().meta({ example: 'https://httpstatuses.io/400' }),
    title: z.string(),
    detail: z.string().optional(),
    instance: z.string().optional().meta({ example: '/v1/payments' }),
    status: z.int(),
    extraDetails: z.array(z.object({ name: z.string(), reason: z.string() })).nullish(),
    traceId: z
      .string()
      .meta({ example: '00-813b63975adcaaeef2b0ec7c103c40e3-706492e906541d31-01' }),
  })
  .meta({ id: 'ProblemDetails' })
export type ProblemDetails = z.infer<typeof ProblemDetails>

/** The body of a refusal by the gateway in front of the APIs, `application/json`. */
export const GatewayError = z
  .object({ statusCode: z.int(), message: z.string() })
  .meta({ id: 'GatewayError' })
export type GatewayError = z.infer<typeof GatewayError>

export const PROBLEM_RESPONSE = {
  description: 'Refused',
  contentType: 'application/problem+json',
  schema: ProblemDetails,
} as const

export const GATEWAY_RESPONSE = {
  description: 'Refused by the gateway',
  contentType: 'application/json',
  schema: GatewayError,
} as const
