import { z } from 'zod'
import { operation } from '../operation.ts'
import { GATEWAY_RESPONSE, GatewayError } from '../problem-schemas.ts'
import { SpecializedTokenResponse, TokenError, TokenResponse } from './schemas.ts'

const SOURCE = 'https://developer.vippsmobilepay.com/docs/APIs/access-token-api/'
const TOKEN_ERROR = { description: 'Refused', schema: TokenError } as const

export const getAccessToken = operation({
  id: 'getAccessToken',
  api: 'access-token',
  method: 'POST',
  path: '/accesstoken/get',
  summary: 'Buy an access token with the API keys of a sales unit',
  headers: { authenticated: false },
  responses: {
    200: { description: 'The token', schema: TokenResponse },
    400: TOKEN_ERROR,
    401: {
      description: 'Wrong client_secret, or a subscription key that is missing or wrong',
      schema: z.union([TokenError, GatewayError]),
    },
  },
  problems: [],
  source: SOURCE,
})

export const getSpecializedToken = operation({
  id: 'getSpecializedToken',
  api: 'access-token',
  method: 'POST',
  path: '/miami/v1/token',
  summary: 'Buy a short-lived access token with client id and secret alone',
  headers: { authenticated: false },
  responses: {
    200: { description: 'The token', schema: SpecializedTokenResponse },
    400: TOKEN_ERROR,
    401: TOKEN_ERROR,
    404: GATEWAY_RESPONSE,
  },
  problems: [],
  source: SOURCE,
})
