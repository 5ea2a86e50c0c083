import { z } from 'zod'
import { OrderNumber } from './order-number.ts'

/** Two units of any currency. */
const TEST_AMOUNT = 200

/** A small order that shows that a sales unit takes payments; the amount is in minor units. */
export const TestOrderRequest = z
  .strictObject({
    number: OrderNumber.meta({ example: 'test-a' }),
    returnUrl: z
      .string()
      .max(2_000)
      .regex(/^https?:\/\/[^\s]+$/, { error: 'Must be a URL with http:// or https://.' })
      .meta({
        description: 'Where you come back to.',
        example: 'https://shop.example/',
      }),
    amount: z
      .int()
      .min(TEST_AMOUNT, {
        error:
          `Must be ${TEST_AMOUNT} minor units or more: a sales unit is tested with 2.00, and not ` +
          'with 1.00.',
      })
      .max(1_000, { error: 'Must be 1000 minor units or less: it is real money.' })
      .default(TEST_AMOUNT),
  })
  .meta({ id: 'TestOrderRequest' })
export type TestOrderRequest = z.infer<typeof TestOrderRequest>
