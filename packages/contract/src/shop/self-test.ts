import { z } from 'zod'

/** What is tried of a sales unit, in this order; what comes after a wrong one is not tried. */
export const SELF_TEST_STEPS = ['keys', 'publicUrl', 'webhooks', 'delivery'] as const

export const SelfTestFinding = z
  .object({
    msn: z.string(),
    isRight: z.boolean(),
    item: z
      .enum([
        'provider',
        'subscriptionKey',
        'clientId',
        'clientSecret',
        'merchantSerialNumber',
        'publicUrl',
        'webhookRegistration',
        'webhookDelivery',
        'salesUnit',
      ])
      .optional()
      .meta({ description: 'The first thing that is wrong, where it can be told.' }),
    advice: z.string().meta({ description: 'What is wrong and what to do; no secret.' }),
    code: z.string().optional(),
    traceId: z.string().optional(),
    steps: z
      .array(
        z.object({
          name: z.enum(SELF_TEST_STEPS),
          result: z.enum(['right', 'wrong', 'notTried']),
        }),
      )
      .meta({
        description:
          'The keys are tried, the public URL is called, the webhook registrations are compared, ' +
          'and a signed test webhook is sent to the public URL. What comes after a wrong one is not tried.',
      }),
  })
  .meta({ id: 'SelfTestFinding' })
/** What came of trying the keys and addresses of one sales unit. */
export type SelfTestFinding = z.infer<typeof SelfTestFinding>

export const SelfTestReport = z
  .object({ findings: z.array(SelfTestFinding) })
  .meta({ id: 'SelfTestReport' })
export type SelfTestReport = z.infer<typeof SelfTestReport>
