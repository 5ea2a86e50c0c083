import type { CreatePaymentRequest, CreatePaymentResponse } from '@kvitt/contract'
import {
  invalidScopes,
  invalidUrlParameter,
  missingParameter,
  type Directory,
  type PaymentRefusal,
  type PaymentRequest,
  type QrCode,
} from '@kvitt/domain'
import { parseInstant, parseReference } from '@kvitt/values'
import { customerOf } from '../directory/directory.ts'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { isStrict } from '../http/is-strict.ts'
import { problemReply, replyResponse, type ProblemParameters } from '../http/problem-response.ts'
import { decidePayment } from './decide-payment.ts'
import { newPaymentToken } from './payment-token.ts'
import { redirectUrlOf } from './redirect-url.ts'

type Body = CreatePaymentRequest

/** `POST /epayment/v1/payments` */
export async function createPayment(exchange: AuthenticatedExchange<Body>): Promise<Response> {
  const { body, salesUnit, services, idempotencyKey } = exchange
  const reference = body && parseReference(body.reference)
  if (!body || !reference) throw new Error('a request passed without what its schema requires')
  const unserved = unservedKind(body)
  if (unserved !== undefined) {
    const parameters = { reference, parameter: unserved }
    return replyResponse(problemReply(exchange, 'paymentCannotBeCreated', parameters))
  }
  const expiresAt = body.expiresAt ? parseInstant(body.expiresAt) : undefined
  const request = requestOf(body, services.directory, isStrict(exchange))
  const token = newPaymentToken(salesUnit.msn, reference, services.random)
  const { publicUrl } = services.configuration
  return decidePayment(exchange, {
    reference,
    command: {
      type: 'create',
      at: services.clock.now(),
      pspReference: services.random.uuid(),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
      msn: salesUnit.msn,
      reference,
      token,
      salesUnit,
      request: expiresAt === undefined ? request : { ...request, expiresAt },
    },
    accepted: (payment) => {
      const redirectUrl = redirectUrlOf(payment, publicUrl)
      const created: CreatePaymentResponse = {
        ...(redirectUrl !== undefined && { redirectUrl }),
        reference,
      }
      return { status: 201, body: created }
    },
    keyConflict: 'keyReused',
    parameters: (refusal) => parametersOf(refusal, request),
  })
}

/** What the wire knows and this environment does not serve: said plainly, never half done. */
function unservedKind({ paymentMethod, customer }: Body): string | undefined {
  if (paymentMethod.type === 'CARD') return 'CARD'
  if (customer?.personalQr) return 'personalQr'
  if (customer?.customerToken) return 'customerToken'
  return undefined
}

function requestOf(
  body: Body,
  directory: Directory,
  strict: boolean,
): Omit<PaymentRequest, 'expiresAt'> {
  const phoneNumber = body.customer?.phoneNumber
  return {
    amount: body.amount,
    method: 'WALLET',
    userFlow: body.userFlow,
    ...(body.userFlow === 'QR' && { qrCode: qrCodeOf(body) }),
    customerInteraction: body.customerInteraction ?? 'CUSTOMER_NOT_PRESENT',
    ...(body.returnUrl && { returnUrl: body.returnUrl }),
    ...(body.paymentDescription && { description: body.paymentDescription }),
    ...(phoneNumber && {
      customer: { phoneNumber, known: customerOf(directory, phoneNumber) !== undefined },
    }),
    ...(body.minimumUserAge != null && { minimumUserAge: body.minimumUserAge }),
    ...(body.profile?.scope && { profileScope: body.profile.scope }),
    ...(body.receipt && { receipt: body.receipt }),
    ...(body.receiptUrl && { receiptUrl: body.receiptUrl }),
    ...(body.metadata && { metadata: body.metadata }),
    ...(body.paymentMethod.blockedSources?.length && { blocksCommercialCards: true }),
    strict,
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

function parametersOf(refusal: PaymentRefusal, request: PaymentRequest): ProblemParameters {
  if (refusal === 'missingParameter') return { parameter: missingParameter(request) }
  if (refusal === 'invalidUrl') return { parameter: invalidUrlParameter(request) }
  if (refusal === 'invalidScope') return { parameter: invalidScopes(request).join(' ') }
  return {}
}
