import { CURRENCIES, parseInstant, REFERENCE_PATTERN } from '@kvitt/values'
import { z } from 'zod'
import { Receipt } from '../receipt/receipt.ts'
import { optionsInOtherCurrency, ShippingDetails, ShippingRequest } from './shipping-schemas.ts'
import { UserDetails } from './user-details.ts'
import { PAYMENT_EVENT_NAMES } from '../webhooks/event-types.ts'
import { IndustryData } from './industry-data.ts'
import { MerchantLegalLinks } from './legal-links.ts'
import { QrFormat } from './qr-format.ts'

/**
 * An amount as a client may send it: that the value is a whole number within bounds is a rule
 * with a code of its own (4040), so the schema asks for a number only.
 */
const RequestedAmount = z
  .object({
    currency: z.enum(CURRENCIES),
    value: z.number().meta({
      type: 'integer',
      format: 'int64',
      minimum: 0,
      maximum: 65_000_000,
      example: 49_900,
      description: 'Minor units.',
    }),
  })
  .meta({ id: 'RequestedAmount' })

const Amount = z
  .object({ currency: z.enum(CURRENCIES), value: z.int().min(0) })
  .meta({ id: 'Amount' })

const Reference = z.string().regex(REFERENCE_PATTERN).meta({ example: 'acme-shop-123-order123abc' })

/** RFC 3339 with zone, as the documentation's own pattern has it. */
const EXPIRES_AT =
  /^((?:(\d{4}-\d{2}-\d{2})(T|t)(\d{2}:\d{2}:\d{2}(?:\.\d+)?))(Z|z|([+-](?:2[0-3]|[01][0-9]):[0-5][0-9])))$/

export const CreatePaymentRequest = z
  .object({
    amount: RequestedAmount,
    paymentMethod: z.object({
      type: z.enum(['WALLET', 'CARD', 'CARD_PASSTHROUGH']),
      blockedSources: z.array(z.enum(['COMMERCIAL_CARDS'])).nullish(),
    }),
    reference: Reference,
    userFlow: z.enum(['WEB_REDIRECT', 'NATIVE_REDIRECT', 'PUSH_MESSAGE', 'QR']),
    qrFormat: QrFormat.nullish(),
    returnUrl: z.string().max(2_500).nullish(),
    customer: z
      .object({
        phoneNumber: z.string().nullish().meta({ example: '4712345678' }),
        personalQr: z.string().min(5).max(255).nullish(),
        customerToken: z.string().nullish(),
      })
      .refine(
        (customer) => Object.values(customer).filter((identifier) => identifier != null).length < 2,
        { error: 'Only one of phoneNumber, personalQr and customerToken may be given.' },
      )
      .nullish(),
    paymentDescription: z.string().min(3).max(100).nullish(),
    customerInteraction: z.enum(['CUSTOMER_PRESENT', 'CUSTOMER_NOT_PRESENT']).nullish(),
    minimumUserAge: z.int().min(0).max(100).nullish(),
    profile: z.object({ scope: z.string().nullish() }).nullish(),
    expiresAt: z
      .string()
      .regex(EXPIRES_AT, { abort: true })
      .refine((text) => parseInstant(text) !== undefined, {
        error: 'The field ExpiresAt is not a valid date-time.',
      })
      .nullish()
      .meta({ example: '2026-12-24T18:00:00Z' }),
    receipt: Receipt.nullish(),
    receiptUrl: z.string().max(2_500).nullish(),
    merchantLegalLinks: MerchantLegalLinks.nullish(),
    industryData: IndustryData.nullish(),
    cardPassthrough: z
      .unknown()
      .optional()
      .meta({ description: 'For payment service providers: 4160.' }),
    metadata: z.record(z.string(), z.string()).nullish(),
    shipping: ShippingRequest.nullish(),
  })
  .superRefine(({ amount, shipping }, context) => {
    for (const path of optionsInOtherCurrency(shipping, amount.currency)) {
      const field = `Shipping.${path.slice(1).join('.')}`
      const message = `The field ${field} must be the currency of the payment.`
      context.addIssue({ code: 'custom', path, message })
    }
  })
  .meta({ id: 'CreatePaymentRequest' })
export type CreatePaymentRequest = z.infer<typeof CreatePaymentRequest>

export const CreatePaymentResponse = z
  .object({ redirectUrl: z.string().optional(), reference: z.string() })
  .meta({ id: 'CreatePaymentResponse' })
export type CreatePaymentResponse = z.infer<typeof CreatePaymentResponse>

const PAYMENT_STATES = ['CREATED', 'ABORTED', 'EXPIRED', 'AUTHORIZED', 'TERMINATED'] as const
const State = z.enum(PAYMENT_STATES)

export const PaymentAggregate = z
  .object({
    authorizedAmount: Amount,
    cancelledAmount: Amount,
    capturedAmount: Amount,
    refundedAmount: Amount,
  })
  .meta({ id: 'Aggregate' })
export type PaymentAggregate = z.infer<typeof PaymentAggregate>

export const GetPaymentResponse = z
  .object({
    aggregate: PaymentAggregate,
    amount: Amount,
    state: State,
    paymentMethod: z.object({
      type: z.enum(['WALLET', 'CARD']),
      cardBin: z.string().length(6).optional(),
    }),
    profile: z.object({ sub: z.string().optional() }),
    pspReference: z.string(),
    reference: z.string(),
    redirectUrl: z.string().optional(),
    metadata: z.record(z.string(), z.string()).optional(),
    captureGuaranteedUntil: z.string().optional(),
    userDetails: UserDetails.optional(),
    shippingDetails: ShippingDetails.optional(),
  })
  .meta({ id: 'GetPaymentResponse' })
export type GetPaymentResponse = z.infer<typeof GetPaymentResponse>

export const PaymentEvent = z
  .object({
    reference: z.string(),
    pspReference: z.string(),
    name: z.enum(PAYMENT_EVENT_NAMES),
    amount: Amount,
    timestamp: z.string(),
    idempotencyKey: z.string().max(50).nullish(),
    success: z.boolean(),
  })
  .meta({ id: 'PaymentEvent' })
export type PaymentEvent = z.infer<typeof PaymentEvent>

export const PaymentEventLog = z.array(PaymentEvent)

/** What a webhook registration for payment events receives, in this order of members. */
export const PaymentWebhook = z
  .object({
    msn: z.string(),
    ...PaymentEvent.shape,
    captureGuaranteedUntil: z.string().optional(),
    profile: z.object({ sub: z.string() }).optional(),
    userDetails: UserDetails.optional(),
    shippingDetails: ShippingDetails.optional(),
  })
  .meta({ id: 'PaymentWebhook' })
export type PaymentWebhook = z.infer<typeof PaymentWebhook>

export const ModificationRequest = z
  .object({ modificationAmount: RequestedAmount })
  .meta({ id: 'ModificationRequest' })
export type ModificationRequest = z.infer<typeof ModificationRequest>

export const CancelRequest = z
  .object({ cancelTransactionOnly: z.boolean().nullish() })
  .meta({ id: 'CancelRequest' })
export type CancelRequest = z.infer<typeof CancelRequest>

export const ModificationResponse = z
  .object({
    amount: Amount,
    state: State,
    aggregate: PaymentAggregate,
    pspReference: z.string(),
    reference: z.string(),
  })
  .meta({ id: 'ModificationResponse' })
export type ModificationResponse = z.infer<typeof ModificationResponse>

export const ForceApproveRequest = z
  .object({
    customer: z.object({ phoneNumber: z.string().nullish() }).nullish(),
    token: z.string().nullish(),
  })
  .meta({ id: 'ForceApproveRequest' })
export type ForceApproveRequest = z.infer<typeof ForceApproveRequest>
