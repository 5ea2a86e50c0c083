import type {
  ListWebhooksResponse,
  RegisterWebhookRequest,
  RegisterWebhookResponse,
} from '@kvitt/contract'
import type { Caller, CallOptions } from './call.ts'

/** A registration as it is listed: without its secret. */
export type WebhookRegistration = ListWebhooksResponse['webhooks'][number]

/** @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/ */
export interface WebhooksApi {
  /**
   * Registers a URL. The secret is told this once: store it before anything else.
   *
   * There is no idempotency key: after `unknown`, list what is there; a registration whose secret
   * was lost is deleted and made again.
   */
  register(request: RegisterWebhookRequest, options?: CallOptions): Promise<RegisterWebhookResponse>
  /** All registrations of the sales unit, oldest first. */
  list(options?: CallOptions): Promise<readonly WebhookRegistration[]>
  delete(id: string, options?: CallOptions): Promise<void>
}

export function webhooksApi({ call }: Caller): WebhooksApi {
  return {
    register: (request, { signal } = {}) => call('registerWebhook', { body: request, signal }),
    list: async ({ signal } = {}) => (await call('listWebhooks', { signal })).webhooks,
    delete: (id, { signal } = {}) => call('deleteWebhook', { path: { id }, signal }),
  }
}
