import type {
  CreatePaymentRequest,
  CreatePaymentResponse,
  ForceApproveRequest,
  GetPaymentResponse,
  ModificationRequest,
  ModificationResponse,
  PaymentEvent,
} from '@kvitt/contract'
import type { Caller, CallOptions, QuestionOptions, ChangeOptions } from './call.ts'
import type { Configuration } from './client-options.ts'
import type { CallInput } from './progress.ts'
import { waitForOutcome, type PaymentOutcome, type WaitOptions } from './wait-for-outcome.ts'

/** Minor units of a currency: `{ currency: 'NOK', value: 49900 }` is 499 kroner. */
export type Amount = ModificationRequest['modificationAmount']

export interface CancelOptions extends ChangeOptions {
  /**
   * Only end a payment that the customer has not approved: if they just have, it is refused with
   * `cannotCancelAuthorized` and the reservation stays. False unless given.
   */
  readonly onlyBeforeApproval?: boolean | undefined
}

/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/ */
export interface EpaymentApi {
  /** Creates a payment; send the customer to its `redirectUrl`, unchanged. */
  create(request: CreatePaymentRequest, options: ChangeOptions): Promise<CreatePaymentResponse>
  /** What is true of a payment now: decide about money on this alone. */
  get(reference: string, options?: QuestionOptions): Promise<GetPaymentResponse>
  /** Everything that happened to a payment, oldest first; `success: false` changed nothing. */
  events(reference: string, options?: CallOptions): Promise<readonly PaymentEvent[]>
  /** Collects reserved money, in full or in part; check `capturedAmount` before goods go out. */
  capture(reference: string, amount: Amount, options: ChangeOptions): Promise<ModificationResponse>
  /** Gives captured money back, in full or in part. */
  refund(reference: string, amount: Amount, options: ChangeOptions): Promise<ModificationResponse>
  /** Ends a payment that waits, or releases all that is left of its reservation. */
  cancel(reference: string, options: CancelOptions): Promise<ModificationResponse>
  /** Approves a payment as a test customer; production refuses it. */
  forceApprove(
    reference: string,
    approval: ForceApproveRequest,
    options?: CallOptions,
  ): Promise<void>
  /** Asks until a payment has its outcome, at the pace that the guidelines ask for. */
  waitForOutcome(reference: string, options?: WaitOptions): Promise<PaymentOutcome>
}

export function epaymentApi({ call }: Caller, configuration: Configuration): EpaymentApi {
  const get: EpaymentApi['get'] = (reference, { signal, expected } = {}) =>
    call('getPayment', { path: { reference }, reference, signal, expected })
  const modify = (id: 'capturePayment' | 'refundPayment'): EpaymentApi['capture'] => {
    return (reference, modificationAmount, options) =>
      call(id, {
        path: { reference },
        body: { modificationAmount },
        reference,
        ...changeOf(options),
      })
  }
  return {
    create: (request, options) =>
      call('createPayment', {
        body: request,
        reference: request?.reference,
        ...changeOf(options),
      }),
    get,
    events: (reference, { signal } = {}) =>
      call('getPaymentEvents', { path: { reference }, reference, signal }),
    capture: modify('capturePayment'),
    refund: modify('refundPayment'),
    cancel: (reference, options) =>
      call('cancelPayment', {
        path: { reference },
        ...(options?.onlyBeforeApproval && { body: { cancelTransactionOnly: true } }),
        reference,
        ...changeOf(options),
      }),
    forceApprove: (reference, approval, { signal } = {}) =>
      call('forceApprovePayment', { path: { reference }, body: approval, reference, signal }),
    waitForOutcome: (reference, options) => waitForOutcome(get, configuration, reference, options),
  }
}

/** Programs without types may leave the options out: the check of a call says what is missing. */
function changeOf(
  options: ChangeOptions | undefined,
): Pick<CallInput, 'idempotencyKey' | 'signal'> {
  return { idempotencyKey: options?.idempotencyKey, signal: options?.signal }
}
