import { CURRENCIES } from '@kvitt/values'
import { z } from 'zod'

const Why = {
  reason: z.string().meta({
    description: 'The code of the refusal that showed it.',
    example: 'salesUnitDeactivated',
  }),
  advice: z.string().optional().meta({ description: 'What to do, for whoever runs the shop.' }),
  since: z.string().meta({ format: 'date-time' }),
}

/** Which sales units an order can be placed with now, and with what. */
export const SalesUnitList = z
  .object({
    salesUnits: z.array(
      z.object({
        merchantSerialNumber: z.string(),
        name: z.string().optional().meta({ description: 'What orders call it by.' }),
        currency: z.enum(CURRENCIES),
        available: z.boolean().meta({
          description: 'Whether it takes payments: hide the method otherwise.',
        }),
        reason: Why.reason.optional(),
        advice: Why.advice,
        since: Why.since.optional(),
        missing: z
          .array(
            z.object({
              product: z.enum([
                'express',
                'pushMessage',
                'longLiving',
                'card',
                'restrictedProfile',
              ]),
              ...Why,
            }),
          )
          .meta({
            description:
              'What the sales unit was not granted when it was last made use of: do not offer it. ' +
              'Each is forgotten after an hour.',
          }),
      }),
    ),
  })
  .meta({ id: 'SalesUnitList' })
export type SalesUnitList = z.infer<typeof SalesUnitList>
