import { operation } from '../operation.ts'
import { GATEWAY_RESPONSE, PROBLEM_RESPONSE } from '../problem-schemas.ts'
import { UserinfoResponse } from './schemas.ts'

export const getUserinfo = operation({
  id: 'getUserinfo',
  api: 'userinfo',
  method: 'GET',
  path: '/vipps-userinfo-api/userinfo/{sub}',
  summary: 'Get what a customer has shared, for 168 hours after the consent',
  headers: { authenticated: 'token' },
  responses: {
    200: { description: 'The profile as it is now', schema: UserinfoResponse },
    401: GATEWAY_RESPONSE,
    404: PROBLEM_RESPONSE,
  },
  problems: [],
  source: 'https://developer.vippsmobilepay.com/docs/APIs/userinfo-api/userinfo-api-guide/',
})
