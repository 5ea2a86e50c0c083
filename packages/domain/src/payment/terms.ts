import {
  addMs,
  CURRENCY_OF_MARKET,
  DAY_MS,
  parseMinorUnits,
  parsePhoneNumber,
  type Currency,
  type Instant,
} from '@kvitt/values'
import type { SalesUnit } from '../sales-unit/sales-unit.ts'
import { EXPIRES_AT_MAX_MS, EXPIRES_AT_MIN_MS, EXPIRY_MS } from './deadlines.ts'
import type { LegalLinks, PaymentTerms, QrCode } from './payment.ts'
import { SCOPES, wordsOf } from './profile.ts'
import { dearestOption, shippingTermsOf, type ShippingRequest } from './shipping-request.ts'

/** A request to create a payment: well-formed, but not yet found to be allowed. */
export interface PaymentRequest {
  readonly amount: { readonly currency: Currency; readonly value: number }
  readonly method: PaymentTerms['method']
  /** The request is a payment service provider's, in part or whole. */
  readonly cardPassthrough?: boolean
  readonly userFlow: PaymentTerms['userFlow']
  readonly qrCode?: QrCode
  readonly customerInteraction: PaymentTerms['customerInteraction']
  readonly returnUrl?: string
  readonly description?: string
  /** Who is to pay, when anybody is named; `known` says whether there is one who may. */
  readonly customer?: {
    readonly phoneNumber: string
    readonly known: boolean
    /** Named by a code that a till or the customer has scanned: the app is open. */
    readonly scanned?: boolean
  }
  /** By what the customer is named when it leads to nobody. */
  readonly namelessCustomer?: 'customerToken' | 'personalQr'
  readonly minimumUserAge?: number
  readonly profileScope?: string
  readonly expiresAt?: Instant
  readonly receipt?: unknown
  /** The number of the first line of the receipt that links no product, from 0. */
  readonly unlinkedLine?: number
  readonly receiptUrl?: string
  readonly legalLinks?: LegalLinks
  readonly industryData?: unknown
  readonly metadata?: Readonly<Record<string, string>>
  /** A name came twice, of which `metadata` has the last. */
  readonly metadataRepeatsName?: boolean
  readonly blocksCommercialCards?: boolean
  readonly shipping?: ShippingRequest
  /** Refuse what the real service tolerates but a real client should not send. */
  readonly strict: boolean
}

const AMOUNT_MAX = 65_000_000
const AMOUNT_MIN = { NOK: 100, DKK: 1, EUR: 1 } as const satisfies Record<Currency, number>
const METADATA_PAIRS_MAX = 5
const METADATA_KEY_LENGTH_MAX = 100
const METADATA_VALUE_LENGTH_MAX = 500

/** What Express asks for, in any order. */
const EXPRESS_SCOPES = ['name', 'address', 'email', 'phoneNumber']
const RESTRICTED_SCOPES = ['nin', 'accountNumbers'] as const

/**
 * Why a request cannot become a payment, in the order in which the reasons are looked for: the
 * form of values, then the sales unit's set-up, then the payment, then the customer.
 */
export const TERMS_RULES = [
  ['invalidAmount', (request) => !areAmounts(request)],
  ['invalidCustomerToken', (request) => request.namelessCustomer === 'customerToken'],
  ['invalidPersonalQr', (request) => request.namelessCustomer === 'personalQr'],
  ['invalidPhoneNumber', (request) => !isOptionalPhoneNumber(request)],
  ['invalidScope', (request) => invalidScopes(request).length > 0],
  ['invalidUrl', (request) => !areUrls(request)],
  ['tooMuchMetadata', (request) => pairsOf(request).length > METADATA_PAIRS_MAX],
  ['metadataRepeatsName', (request) => request.metadataRepeatsName === true],
  [
    'metadataKeyTooLong',
    (request) => pairsOf(request).some(([key]) => key.length > METADATA_KEY_LENGTH_MAX),
  ],
  [
    'metadataValueTooLong',
    (request) => pairsOf(request).some(([, value]) => value.length > METADATA_VALUE_LENGTH_MAX),
  ],
  ['missingParameter', (request, unit) => missingParameter(request, unit) !== undefined],
  [
    'invalidPaymentMethodType',
    (request) =>
      request.cardPassthrough === true ||
      (request.method === 'CARD' && request.userFlow !== 'WEB_REDIRECT'),
  ],
  [
    'blockingNotApplicable',
    (request, unit) =>
      request.blocksCommercialCards === true && (unit.market === 'NO' || request.method === 'CARD'),
  ],
  ['expressNotAllowed', (request, unit) => !!request.shipping && !unit.grants.express],
  [
    'illegalScope',
    (request, { grants }) => {
      const scopes = wordsOf(request.profileScope)
      return RESTRICTED_SCOPES.some((word) => !grants[word] && scopes.includes(word))
    },
  ],
  [
    'invalidCurrency',
    (request, unit) => request.amount.currency !== CURRENCY_OF_MARKET[unit.market],
  ],
  [
    'longLivingNotAllowed',
    (request, unit) =>
      request.expiresAt !== undefined && (!unit.grants.longLiving || request.method === 'CARD'),
  ],
  ['bankAccountNotVerified', (_request, unit) => !unit.bankAccountVerified],
  ['salesUnitDeactivated', (_request, unit) => unit.deactivated],
  ['pushNotAllowed', (request, unit) => request.userFlow === 'PUSH_MESSAGE' && !unit.grants.push],
  ['amountTooSmall', (request) => request.amount.value < AMOUNT_MIN[request.amount.currency]],
  [
    'expiresTooLate',
    (request, unit, at) =>
      request.expiresAt !== undefined &&
      (request.expiresAt >= addMs(at, EXPIRES_AT_MAX_MS) ||
        (livesOneDay(unit) && request.expiresAt > addMs(at, DAY_MS))),
  ],
  [
    'expiresTooSoon',
    (request, _unit, at) =>
      request.expiresAt !== undefined && request.expiresAt <= addMs(at, EXPIRES_AT_MIN_MS),
  ],
  [
    'longLivingNeedsReceipt',
    (request) => request.expiresAt !== undefined && request.receipt === undefined,
  ],
  [
    'customerNotFound',
    (request) => request.userFlow === 'PUSH_MESSAGE' && request.customer?.known === false,
  ],
  ['cardNotAllowed', (request, unit) => request.method === 'CARD' && !unit.grants.card],
] as const satisfies readonly (readonly [
  name: string,
  broken: (request: PaymentRequest, salesUnit: SalesUnit, at: Instant) => boolean,
])[]

export type TermsRefusal = (typeof TERMS_RULES)[number][0]

/** The first rule that a request breaks, if any. */
export function brokenRule(
  request: PaymentRequest,
  salesUnit: SalesUnit,
  at: Instant,
): TermsRefusal | undefined {
  return TERMS_RULES.find(([, broken]) => broken(request, salesUnit, at))?.[0]
}

/** Which parameter a request lacks; the wire's name of it. */
export function missingParameter(request: PaymentRequest, unit: SalesUnit): string | undefined {
  if (request.userFlow === 'WEB_REDIRECT' && !request.returnUrl) return 'returnUrl'
  const namesCustomer = request.customer ?? request.namelessCustomer
  if (request.userFlow === 'PUSH_MESSAGE' && namesCustomer === undefined) return 'customer'
  if (request.shipping) {
    const { fixedOptions, dynamicOptions } = request.shipping
    if (!fixedOptions && !dynamicOptions) return 'shipping.fixedOptions'
    if (wordsOf(request.profileScope).length === 0) return 'profile.scope'
  }
  const { expiresAt, unlinkedLine } = request
  if (livesOneDay(unit) && expiresAt !== undefined && unlinkedLine !== undefined) {
    return `receipt.orderLines.${unlinkedLine}.productUrl`
  }
  return undefined
}

/** The rule is Norway's alone. */
function livesOneDay({ longLivingOneDay, market }: SalesUnit): boolean {
  return longLivingOneDay && market === 'NO'
}

/** Which URL of a request is not acceptable; the wire's name of it. */
export function invalidUrlParameter(request: PaymentRequest): string | undefined {
  if (request.returnUrl && !isReturnUrl(request.returnUrl, request.strict)) return 'returnUrl'
  if (request.receiptUrl && !isReturnUrl(request.receiptUrl, request.strict)) return 'receiptUrl'
  const isLink = (url?: string): boolean => !url || isReturnUrl(url, request.strict)
  const { termsOfSaleUrl, privacyPolicyUrl } = request.legalLinks ?? {}
  if (!isLink(termsOfSaleUrl)) return 'merchantLegalLinks.termsOfSaleUrl'
  if (!isLink(privacyPolicyUrl)) return 'merchantLegalLinks.privacyPolicyUrl'
  if (request.shipping?.dynamicOptions?.reachable === false) {
    return 'shipping.dynamicOptions.callbackUrl'
  }
  return undefined
}

/**
 * The scope words that no merchant may ask for; with a card form nobody can consent to any, and
 * strictly, Express asks for its four words and no other.
 */
export function invalidScopes(request: PaymentRequest): readonly string[] {
  const words = wordsOf(request.profileScope)
  if (request.method === 'CARD') return words
  if (request.strict && request.shipping && words.length > 0) {
    return words.toSorted().join() === EXPRESS_SCOPES.toSorted().join() ? [] : words
  }
  const known: readonly string[] = SCOPES
  return words.filter((word) => !known.includes(word))
}

/** The terms of a request that breaks no rule, and when it expires. */
export function termsOf(
  request: PaymentRequest,
  salesUnit: SalesUnit,
  at: Instant,
): { readonly terms: PaymentTerms; readonly expiresAt: Instant } {
  const { amount, customer, expiresAt, blocksCommercialCards, shipping, ...others } = request
  const { strict: _strict, metadataRepeatsName: _repeats, unlinkedLine: _line, ...rest } = others
  const shippingTerms = shipping && shippingTermsOf(shipping, salesUnit.market)
  const value = parseMinorUnits(amount.value)
  if (value === undefined) throw new RangeError('terms of a request with an invalid amount')
  const phoneNumber = customer && parsePhoneNumber(customer.phoneNumber)
  return {
    terms: {
      ...rest,
      amount: { currency: amount.currency, value },
      ...(phoneNumber === undefined ? {} : { customerPhoneNumber: phoneNumber }),
      ...(customer?.scanned ? { customerScanned: true } : {}),
      ...(blocksCommercialCards ? { blocksCommercialCards } : {}),
      ...(shippingTerms ? { shipping: shippingTerms } : {}),
    },
    expiresAt: expiresAt ?? addMs(at, EXPIRY_MS),
  }
}

/** The customer may choose the dearest delivery: that sum must be an amount as well. */
function areAmounts({ amount: { value }, shipping }: PaymentRequest): boolean {
  return isAmount(value) && isAmount(value + dearestOption(shipping?.fixedOptions))
}

function isAmount(value: number): boolean {
  return parseMinorUnits(value) !== undefined && value <= AMOUNT_MAX
}

function isOptionalPhoneNumber(request: PaymentRequest): boolean {
  return (
    request.customer === undefined || parsePhoneNumber(request.customer.phoneNumber) !== undefined
  )
}

function pairsOf(request: PaymentRequest): readonly (readonly [string, string])[] {
  return request.metadata === undefined ? [] : Object.entries(request.metadata)
}

function areUrls(request: PaymentRequest): boolean {
  return invalidUrlParameter(request) === undefined
}

const HTTPS_URL = /^https:\/\/[^\s/?#]+[^\s]*$/i
const LOOPBACK_URL = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?(?:[/?#][^\s]*)?$/i
const STRICT_LOOPBACK_URL = /^http:\/\/127\.0\.0\.1(?::\d{1,5})?(?:[/?#][^\s]*)?$/i
const CUSTOM_SCHEME_URL = /^[a-z][a-z0-9+.-]*:[^\s]*$/i
/** Schemes that run or read something in a browser: never where a customer is sent. */
const UNSAFE_SCHEME = /^(?:http|javascript|data|vbscript|file|blob|about|view-source):/i
const WITHOUT_SCHEME = /^[^\s:]+(?::\d+)?(?:[/?#][^\s]*)?$/

/** https or an app's own scheme; loopback http for local work; no scheme at all when lenient. */
function isReturnUrl(url: string, strict: boolean): boolean {
  if (HTTPS_URL.test(url)) return true
  if ((strict ? STRICT_LOOPBACK_URL : LOOPBACK_URL).test(url)) return true
  if (/^https:/i.test(url) || UNSAFE_SCHEME.test(url)) return false
  if (CUSTOM_SCHEME_URL.test(url)) return true
  return !strict && WITHOUT_SCHEME.test(url)
}
