import { CURRENCIES, ORDER_NUMBER_PATTERN } from '@kvitt/values'
import { z } from 'zod'
import { optionsInOtherCurrency, ShippingRequest } from '../epayment/shipping-schemas.ts'
import { Receipt } from '../receipt/receipt.ts'
import { AMOUNT_MAX, MinorUnits } from './minor-units.ts'

const OrderAmount = z
  .object({ currency: z.enum(CURRENCIES), value: MinorUnits })
  .meta({ id: 'OrderAmount' })

const WEB_URL = /^https?:\/\/[^\s]+$/

const Members = z.strictObject({
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
  returnUrl: z.string().max(2_000).regex(WEB_URL).meta({
    description: 'Where the customer goes on in the shop; the signed result is added to it.',
    example: 'https://shop.example/orders/10041',
  }),
  capture: z.enum(['on-ship', 'when-authorized']).optional().meta({
    description: 'As configured when left out. What is delivered at once may be captured at once.',
  }),
  userFlow: z.enum(['WEB_REDIRECT', 'PUSH_MESSAGE']).optional(),
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
})
type Members = z.infer<typeof Members>

interface Wrong {
  readonly path: (string | number)[]
  readonly message: string
}

export const PlaceOrderRequest = Members.superRefine((request, context) => {
  const wrongs = [...wrongFlow(request), ...wrongShipping(request)]
  for (const { path, message } of wrongs) context.addIssue({ code: 'custom', path, message })
}).meta({ id: 'PlaceOrderRequest' })
export type PlaceOrderRequest = z.infer<typeof PlaceOrderRequest>

function wrongFlow({ userFlow, phoneNumber }: Members): readonly Wrong[] {
  if (userFlow !== 'PUSH_MESSAGE' || phoneNumber !== undefined) return []
  const message = 'A push message needs the phone number of the customer.'
  return [{ path: ['phoneNumber'], message }]
}

function wrongShipping({ shipping, amount: { currency, value } }: Members): readonly Wrong[] {
  if (!shipping) return []
  const { fixedOptions, dynamicOptions } = shipping
  const wrongs: Wrong[] = optionsInOtherCurrency(shipping, currency).map((path) => ({
    path,
    message: `Must be ${currency}, the currency of the order.`,
  }))
  if (!fixedOptions && !dynamicOptions) {
    const message = 'Express needs what can be chosen: fixedOptions, or dynamicOptions.'
    wrongs.push({ path: ['shipping'], message })
  }
  if (dynamicOptions && !WEB_URL.test(dynamicOptions.callbackUrl)) {
    const path = ['shipping', 'dynamicOptions', 'callbackUrl']
    wrongs.push({ path, message: 'Must be an address of the web, https:// first.' })
  }
  const costs = (fixedOptions ?? []).flatMap(({ options }) =>
    options.map(({ amount }) => amount.value),
  )
  if (value + Math.max(0, ...costs) > AMOUNT_MAX) {
    const message = `With the dearest delivery the order costs more than ${AMOUNT_MAX} minor units.`
    wrongs.push({ path: ['amount', 'value'], message })
  }
  return wrongs
}
