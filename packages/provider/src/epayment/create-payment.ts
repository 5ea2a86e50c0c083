import type {
  CreatePaymentRequest,
  CreatePaymentResponse,
  MerchantLegalLinks,
} from '@kvitt/contract'
import {
  canPay,
  invalidScopes,
  invalidUrlParameter,
  missingParameter,
  type Directory,
  type LegalLinks,
  type PaymentRefusal,
  type PaymentRequest,
  type QrCode,
  type SalesUnit,
} from '@kvitt/domain'
import { parseInstant, parseReference, type Instant } from '@kvitt/values'
import { customerOf } from '../directory/directory.ts'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { repeatsName } from '../http/repeats-name.ts'
import { isStrict } from '../http/is-strict.ts'
import type { ProblemParameters } from '../http/problem-response.ts'
import { validationRefusal } from '../http/refusal.ts'
import { decidePayment } from './decide-payment.ts'
import { namedCustomer, releaseUnused, type NamedCustomer } from './named-customer.ts'
import { newPaymentToken } from './payment-token.ts'
import { redirectUrlOf } from './redirect-url.ts'
import { shippingRequestOf } from './shipping-groups.ts'
import { strictReasons } from './strict-reasons.ts'

type Body = CreatePaymentRequest

/** `POST /epayment/v1/payments` */
export async function createPayment(exchange: AuthenticatedExchange<Body>): Promise<Response> {
  const { body, salesUnit, services, idempotencyKey } = exchange
  const reference = body && parseReference(body.reference)
  if (!body || !reference) throw new Error('a request passed without what its schema requires')
  const reasons = isStrict(exchange) ? strictReasons(body) : []
  if (reasons.length > 0) return validationRefusal(exchange, reasons)
  const expiresAt = body.expiresAt ? parseInstant(body.expiresAt) : undefined
  const at = services.clock.now()
  const naming = { customer: body.customer, msn: salesUnit.msn, reference, at }
  const named = await namedCustomer(services, naming)
  const request = {
    ...requestOf(body, named, services.directory, isStrict(exchange), at),
    ...(repeatsMetadataName(exchange) && { metadataRepeatsName: true }),
    ...(expiresAt !== undefined && { expiresAt }),
  }
  const token = newPaymentToken(salesUnit.msn, reference, services.random)
  const answer = await decidePayment(exchange, {
    reference,
    command: {
      type: 'create',
      at,
      pspReference: services.random.uuid(),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
      msn: salesUnit.msn,
      reference,
      token,
      salesUnit,
      request,
    },
    accepted: (payment) => {
      const redirectUrl = redirectUrlOf(payment, services.configuration)
      const created: CreatePaymentResponse = {
        ...(redirectUrl !== undefined && { redirectUrl }),
        reference,
      }
      return { status: 201, body: created }
    },
    keyConflict: 'keyReused',
    parameters: (refusal) => parametersOf(refusal, request, salesUnit),
  })
  if (!answer.ok) await releaseUnused(services, naming)
  return answer
}

function repeatsMetadataName({ body, bodyText = '' }: AuthenticatedExchange<Body>): boolean {
  return body?.metadata != null && repeatsName(bodyText, 'metadata')
}

function requestOf(
  body: Body,
  { phoneNumber, namelessCustomer, scanned }: NamedCustomer,
  directory: Directory,
  strict: boolean,
  at: Instant,
): Omit<PaymentRequest, 'expiresAt'> {
  const customer = phoneNumber ? customerOf(directory, phoneNumber) : undefined
  const minimumUserAge = body.minimumUserAge ?? undefined
  return {
    amount: body.amount,
    method: body.paymentMethod.type === 'CARD' ? 'CARD' : 'WALLET',
    ...(isCardPassthrough(body) && { cardPassthrough: true }),
    userFlow: body.userFlow,
    ...(body.userFlow === 'QR' && { qrCode: qrCodeOf(body) }),
    customerInteraction: body.customerInteraction ?? 'CUSTOMER_NOT_PRESENT',
    ...(body.returnUrl && { returnUrl: body.returnUrl }),
    ...(body.paymentDescription && { description: body.paymentDescription }),
    ...(phoneNumber && {
      customer: {
        phoneNumber,
        known: customer !== undefined && canPay(customer, at, minimumUserAge),
        ...(scanned && { scanned }),
      },
    }),
    ...(namelessCustomer && { namelessCustomer }),
    ...(minimumUserAge !== undefined && { minimumUserAge }),
    ...(body.profile?.scope && { profileScope: body.profile.scope }),
    ...(body.receipt && { receipt: body.receipt, ...unlinkedLineOf(body.receipt) }),
    ...(body.receiptUrl && { receiptUrl: body.receiptUrl }),
    ...(body.merchantLegalLinks && { legalLinks: legalLinksOf(body.merchantLegalLinks) }),
    ...(body.industryData && { industryData: body.industryData }),
    ...(body.metadata && { metadata: body.metadata }),
    ...(body.shipping && { shipping: shippingRequestOf(body.shipping, strict) }),
    ...(body.paymentMethod.blockedSources?.length && { blocksCommercialCards: true }),
    strict,
  }
}

function unlinkedLineOf({
  orderLines,
}: NonNullable<Body['receipt']>): Pick<PaymentRequest, 'unlinkedLine'> {
  const unlinkedLine = orderLines.findIndex(({ productUrl }) => !productUrl)
  return unlinkedLine < 0 ? {} : { unlinkedLine }
}

function isCardPassthrough({ paymentMethod, cardPassthrough }: Body): boolean {
  return paymentMethod.type === 'CARD_PASSTHROUGH' || cardPassthrough != null
}

function legalLinksOf({ termsOfSaleUrl, privacyPolicyUrl }: MerchantLegalLinks): LegalLinks {
  return {
    ...(termsOfSaleUrl && { termsOfSaleUrl }),
    ...(privacyPolicyUrl && { privacyPolicyUrl }),
  }
}

const QR_FORMS = {
  'IMAGE/SVG+XML': 'svg',
  'IMAGE/PNG': 'png',
  'TEXT/TARGETURL': 'link',
} as const
const QR_SIZE_PX = 1_024

function qrCodeOf({ qrFormat }: Body): QrCode {
  return {
    form: QR_FORMS[qrFormat?.format ?? 'IMAGE/SVG+XML'],
    sizePx: qrFormat?.size ?? QR_SIZE_PX,
  }
}

function parametersOf(
  refusal: PaymentRefusal,
  request: PaymentRequest,
  unit: SalesUnit,
): ProblemParameters {
  if (refusal === 'missingParameter') return { parameter: missingParameter(request, unit) }
  if (refusal === 'invalidUrl') return { parameter: invalidUrlParameter(request) }
  if (refusal === 'invalidScope') return { parameter: invalidScopes(request).join(' ') }
  return {}
}
