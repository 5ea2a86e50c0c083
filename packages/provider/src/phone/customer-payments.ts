import type { PhonePayment, PhonePaymentList } from '@kvitt/contract'
import {
  orderInformation,
  payment,
  phonePayment,
  profileConsent,
  type Payment,
  type TestCustomer,
} from '@kvitt/domain'
import { parseOrderId } from '@kvitt/values'
import { orderDetails } from '../control/order-details.ts'
import { salesUnitOf } from '../directory/directory.ts'
import { namedPayment, type PaymentName } from '../epayment/named-payment.ts'
import { paymentKey } from '../epayment/payment-key.ts'
import { sharedProfile } from '../epayment/profile-sharing.ts'
import { orderKey } from '../order-management/order-key.ts'
import type { Services } from '../services.ts'
import { phonePaymentKey, phonePrefix } from './phone-payment-key.ts'
import { phonePaymentDetails, phonePaymentSummary, type PhoneContext } from './phone-views.ts'

interface PageWish {
  readonly limit: number
  readonly cursor?: string | undefined
}

/**
 * The payments on a customer's phone, the newest first.
 *
 * @throws RangeError on a cursor that no such list has given
 */
export async function customerPayments(
  { directory, store }: Services,
  customer: TestCustomer,
  { limit, cursor }: PageWish,
): Promise<PhonePaymentList> {
  const page = await store.list(phonePayment, {
    prefix: phonePrefix(customer.phoneNumber),
    limit,
    ...(cursor !== undefined && { after: cursor }),
  })
  const payments = await Promise.all(
    page.items.map(({ state: { msn, reference } }) =>
      store.load(payment, paymentKey(msn, reference)),
    ),
  )
  const shown = payments.flatMap((each) => {
    const salesUnit = each && salesUnitOf(directory, each.msn)
    return salesUnit ? [phonePaymentSummary(each, salesUnit, customer)] : []
  })
  return { payments: shown, ...(page.next !== undefined && { next: page.next }) }
}

/** One payment as its customer's phone shows it; undefined when it is not on it. */
export async function customerPayment(
  services: Services,
  customer: TestCustomer,
  name: PaymentName,
): Promise<PhonePayment | undefined> {
  const { clock, store } = services
  const named = await namedPayment(services, name)
  if (!named) return undefined
  const { payment: found, salesUnit } = named
  const onPhone = await store.load(phonePayment, phonePaymentKey(customer.phoneNumber, found))
  if (!onPhone) return undefined
  const [events, order, sharing] = await Promise.all([
    store.history(payment, paymentKey(found.msn, found.reference)),
    orderOf(services, found),
    sharingOf(services, found, customer),
  ])
  const frozen = clock.setting.mode === 'frozen'
  const context = { salesUnit, customer, events, order, sharing, at: clock.now(), frozen }
  return phonePaymentDetails(found, context)
}

async function orderOf({ store }: Services, found: Payment): Promise<PhoneContext['order']> {
  const orderId = parseOrderId(found.reference)
  if (!orderId) return undefined
  const key = orderKey({ msn: found.msn, paymentType: 'ECOM', orderId })
  const information = await store.load(orderInformation, key)
  return information && orderDetails(information, found)
}

/**
 * A consent that was given once is not asked for again.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/features/profile-sharing/
 */
async function sharingOf(
  services: Services,
  found: Payment,
  customer: TestCustomer,
): Promise<PhoneContext['sharing']> {
  const profile = sharedProfile(services, found, customer)
  if (!profile) return undefined
  const consent = await services.store.load(profileConsent, profile.sub)
  const given = profile.scopes.every((word) => consent?.sharedAt[word] !== undefined)
  return { profile, given }
}
