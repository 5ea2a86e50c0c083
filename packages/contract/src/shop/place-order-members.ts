import { CURRENCIES, ORDER_NUMBER_PATTERN } from '@kvitt/values'
import { z } from 'zod'
import { QrFormat } from '../epayment/qr-format.ts'
import { ShippingRequest } from '../epayment/shipping-schemas.ts'
import { Receipt } from '../receipt/receipt.ts'
import { MinorUnits } from './minor-units.ts'

const OrderAmount = z
  .object({ currency: z.enum(CURRENCIES), value: MinorUnits })
  .meta({ id: 'OrderAmount' })

const SCOPE_WORDS = 'name|address|email|phoneNumber|birthDate|nin|accountNumbers'

/** Everything that an order is placed with; `PlaceOrderRequest` has the rules between them. */
export const PlaceOrderMembers = z.strictObject({
  number: z
    .string()
    .regex(ORDER_NUMBER_PATTERN)
    .meta({
      description:
        'The number of the order as customers and staff know it: up to 40 letters, digits and ' +
        'hyphens. It does not end in a hyphen and one digit: so end the references of further ' +
        'attempts.',
      example: '10041',
    }),
  amount: OrderAmount.meta({
    description:
      'All of it, shipping included: no more can be captured. With `shipping` it is what is ' +
      'bought alone, and the delivery that the customer chooses is added.',
  }),
  description: z.string().min(3).max(100).meta({ example: 'Two pairs of socks' }),
  returnUrl: z
    .string()
    .max(2_000)
    .optional()
    .meta({
      description:
        'Where the customer goes on in the shop; the signed result is added to it. An app may give ' +
        'an address of its own scheme with `NATIVE_REDIRECT`. Left out where nobody comes back: ' +
        'with `QR` and `PUSH_MESSAGE`.',
      example: 'https://shop.example/orders/10041',
    }),
  capture: z.enum(['on-ship', 'when-authorized']).optional().meta({
    description: 'As configured when left out. What is delivered at once may be captured at once.',
  }),
  userFlow: z
    .enum(['WEB_REDIRECT', 'NATIVE_REDIRECT', 'PUSH_MESSAGE', 'QR'])
    .optional()
    .meta({
      description:
        'How the customer gets to the payment. `redirectUrl` of the order is then a page, a link ' +
        'that opens the app, nothing, or a code to be scanned.',
    }),
  qrFormat: QrFormat.optional().meta({
    description: 'With `QR`: an image to show, or the text of a code that the shop draws itself.',
  }),
  customerInteraction: z.enum(['CUSTOMER_PRESENT', 'CUSTOMER_NOT_PRESENT']).optional().meta({
    description: 'Whether the customer stands before a till; `CUSTOMER_NOT_PRESENT` unless given.',
  }),
  phoneNumber: z
    .string()
    .regex(/^\d{9,15}$/)
    .optional()
    .meta({ example: '4712345678' }),
  receipt: Receipt.optional(),
  shipping: ShippingRequest.optional().meta({
    description:
      'Express: the customer chooses address and delivery in the app, from `fixedOptions` or ' +
      'from what `callbackUrl` of the shop answers, and shares name, email and phone number.',
  }),
  profileScope: z
    .string()
    .regex(new RegExp(`^(?:${SCOPE_WORDS})(?: (?:${SCOPE_WORDS}))*$`), {
      error: `Must be words with a space between them: ${SCOPE_WORDS.replaceAll('|', ', ')}.`,
    })
    .optional()
    .meta({
      description: 'What the customer is asked to share; `userDetails` of the order has it then.',
      example: 'name email',
    }),
})
export type PlaceOrderMembers = z.infer<typeof PlaceOrderMembers>
