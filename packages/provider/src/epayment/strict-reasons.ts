import { REASONS_MAX, type CreatePaymentRequest, type ExtraDetail } from '@kvitt/contract'

/** The flows in which a payment may live long, as the documents have it that say so. */
const LONG_LIVING_FLOWS: ReadonlySet<CreatePaymentRequest['userFlow']> = new Set([
  'PUSH_MESSAGE',
  'QR',
])

/**
 * What the documents ask of a new payment and the schema does not, because real clients do
 * without: for strict mode to refuse.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/features/long-living-payments/
 */
export function strictReasons({
  expiresAt,
  receipt,
  userFlow,
}: CreatePaymentRequest): readonly ExtraDetail[] {
  const isLongLiving = expiresAt != null && !LONG_LIVING_FLOWS.has(userFlow)
  const lines = receipt?.orderLines ?? []
  return [
    ...(isLongLiving
      ? [{ name: 'expiresAt', reason: `Cannot set ExpiresAt for flow ${userFlow}.` }]
      : []),
    ...lines.flatMap(({ taxPercentage, taxRate }, index) =>
      taxRate == null && taxPercentage == null
        ? [
            {
              name: `receipt.orderLines.${index}.taxRate`,
              reason: 'Either TaxRate or TaxPercentage must be set.',
            },
          ]
        : [],
    ),
  ].slice(0, REASONS_MAX)
}
