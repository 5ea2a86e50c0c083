import { z } from 'zod'

export const RegisterWebhookRequest = z
  .object({
    url: z.string().meta({ example: 'https://example.com/webhook-callback' }),
    events: z.array(z.string()).meta({
      example: ['epayments.payment.captured.v1', 'epayments.payment.created.v1'],
    }),
  })
  .meta({ id: 'RegisterWebhookRequest' })
export type RegisterWebhookRequest = z.infer<typeof RegisterWebhookRequest>

export const RegisterWebhookResponse = z
  .object({
    id: z.uuid(),
    secret: z.string().meta({
      description: 'The HMAC key as text, shown this once. Do not decode it.',
    }),
  })
  .meta({ id: 'RegisterWebhookResponse' })
export type RegisterWebhookResponse = z.infer<typeof RegisterWebhookResponse>

export const ListWebhooksResponse = z
  .object({
    webhooks: z.array(
      z
        .object({ id: z.uuid(), url: z.string(), events: z.array(z.string()) })
        .meta({ id: 'Webhook' }),
    ),
  })
  .meta({ id: 'ListWebhooksResponse' })
export type ListWebhooksResponse = z.infer<typeof ListWebhooksResponse>
