import { z } from 'zod'

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
      ])
      .optional()
      .meta({ description: 'The first thing that is wrong, where it can be told.' }),
    advice: z.string().meta({ description: 'What is wrong and what to do; no secret.' }),
    code: z.string().optional(),
    traceId: z.string().optional(),
  })
  .meta({ id: 'SelfTestFinding' })
/** What came of trying the keys and addresses of one sales unit. */
export type SelfTestFinding = z.infer<typeof SelfTestFinding>

export const SelfTestReport = z
  .object({ findings: z.array(SelfTestFinding) })
  .meta({ id: 'SelfTestReport' })
export type SelfTestReport = z.infer<typeof SelfTestReport>
