import { CURRENCIES } from '@kvitt/values'
import { z } from 'zod'
import { IndustryData } from '../epayment/industry-data.ts'
import { MerchantLegalLinks } from '../epayment/legal-links.ts'
import { QrFormat } from '../epayment/qr-format.ts'
import { ShippingRequest } from '../epayment/shipping-schemas.ts'
import { Receipt } from '../receipt/receipt.ts'
import { ExpiresAt } from './expires-at.ts'
import { MinorUnits } from './minor-units.ts'
import { PlacedLines } from './order-lines.ts'
import { OrderNumber } from './order-number.ts'

const OrderAmount = z
  .object({ currency: z.enum(CURRENCIES), value: MinorUnits })
  .meta({ id: 'OrderAmount' })

export const OrderCustomer = z
  .strictObject({
    name: z.string().min(1).max(200).optional(),
    email: z.string().min(3).max(320).optional(),
    phoneNumber: z.string().min(4).max(30).optional(),
    reference: z.string().min(1).max(100).optional().meta({
      description: 'The number of the customer in the shop.',
    }),
  })
  .meta({ id: 'OrderCustomer' })

const SCOPE_WORDS = 'name|address|email|phoneNumber|birthDate|nin|accountNumbers'

/** Everything that an order is placed with; `PlaceOrderRequest` has the rules between them. */
export const PlaceOrderMembers = z.strictObject({
  number: OrderNumber.meta({
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
  salesUnit: z
    .string()
    .min(1)
    .max(50)
    .optional()
    .meta({
      description:
        'The name of the store or till, where several sales units take the currency. The first of ' +
        'them when left out.',
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
    .regex(/^\d{9,15}$/, {
      error: 'Must be 9 to 15 digits: the country code and the number, without + and spaces.',
    })
    .optional()
    .meta({ example: '4712345678' }),
  lines: PlacedLines.optional().meta({
    description:
      'What is bought, line by line; the customer has it as the receipt. Comes to `amount`.',
  }),
  receipt: Receipt.optional().meta({
    description: 'A receipt as the provider has it, where `lines` say too little.',
  }),
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
  paymentMethod: z.enum(['WALLET', 'CARD']).optional().meta({
    description: '`CARD` is a form for a card, without the app. `WALLET` unless given.',
  }),
  blockedSources: z
    .array(z.enum(['COMMERCIAL_CARDS']))
    .max(1)
    .optional()
    .meta({
      description: 'What the customer cannot pay with; not in Norway.',
    }),
  expiresAt: ExpiresAt.optional().meta({
    description:
      'Until when the customer may approve, more than 11 minutes and less than 60 days ahead; 10 ' +
      'minutes when left out. The provider asks for `lines` or `receipt` with it. Later attempts have it as ' +
      'long as it is far enough ahead.',
    example: '2026-12-24T18:00:00Z',
  }),
  minimumUserAge: z.int().min(0).max(100).optional().meta({
    description: 'Years; who is younger cannot approve.',
  }),
  merchantLegalLinks: MerchantLegalLinks.optional(),
  receiptUrl: z.string().max(2_500).optional().meta({
    description: 'Where the customer finds the receipt or the order.',
  }),
  industryData: IndustryData.optional(),
  metadata: z
    .record(z.string().min(1).max(100), z.string().max(500))
    .refine((pairs) => Object.keys(pairs).length <= 5, { error: 'Has at most 5 pairs.' })
    .optional()
    .meta({ description: 'The provider keeps it with the payment; nobody else looks at it.' }),
  customer: OrderCustomer.optional().meta({
    description: 'By whom staff find the order. The provider is not told. Left out of events.',
  }),
})
export type PlaceOrderMembers = z.infer<typeof PlaceOrderMembers>
