import { operation } from '../operation.ts'
import { GATEWAY_RESPONSE, PROBLEM_RESPONSE } from '../problem-schemas.ts'
import { ListWebhooksResponse, RegisterWebhookRequest, RegisterWebhookResponse } from './schemas.ts'

const SOURCE = 'https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/'
const REFUSALS = { 400: PROBLEM_RESPONSE, 401: GATEWAY_RESPONSE, 403: PROBLEM_RESPONSE } as const

export const registerWebhook = operation({
  id: 'registerWebhook',
  api: 'webhooks',
  method: 'POST',
  path: '/webhooks/v1/webhooks',
  summary: 'Register a webhook',
  headers: { authenticated: true },
  body: { schema: RegisterWebhookRequest, required: true },
  responses: {
    201: { description: 'Registered', schema: RegisterWebhookResponse },
    ...REFUSALS,
  },
  problems: [],
  source: SOURCE,
})

export const listWebhooks = operation({
  id: 'listWebhooks',
  api: 'webhooks',
  method: 'GET',
  path: '/webhooks/v1/webhooks',
  summary: 'List registered webhooks, oldest first',
  headers: { authenticated: true },
  responses: { 200: { description: 'The list', schema: ListWebhooksResponse }, ...REFUSALS },
  problems: [],
  source: SOURCE,
})

export const deleteWebhook = operation({
  id: 'deleteWebhook',
  api: 'webhooks',
  method: 'DELETE',
  path: '/webhooks/v1/webhooks/{id}',
  summary: 'Delete a webhook',
  headers: { authenticated: true },
  responses: { 204: { description: 'Deleted' }, ...REFUSALS, 404: PROBLEM_RESPONSE },
  problems: [],
  source: SOURCE,
})
