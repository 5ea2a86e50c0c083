import { newSalesUnit, type PaymentCommand, type SalesUnit } from '@kvitt/domain'
import {
  addMs,
  CURRENCY_OF_MARKET,
  instant,
  parseMsn,
  parsePhoneNumber,
  parseReference,
  type Instant,
  type Msn,
  type Reference,
} from '@kvitt/values'
import type { PaymentScript, PaymentStep } from './payment-script.ts'

/** A step of a script as the command that it means. */
export interface ScriptedCommand {
  readonly at: Instant
  readonly msn: Msn
  readonly reference: Reference
  readonly command: PaymentCommand
  /** Where the key counts, the key, and what the request says. */
  readonly idempotency:
    { readonly scope: string; readonly key: string; readonly fingerprint: string } | undefined
}

/** When every script begins: summer time comes and goes before its deadlines. */
const BEGINNING = instant(Date.UTC(2026, 0, 1, 12))
const CUSTOMER = known(parsePhoneNumber('4712345678'))
const MSN = known(parseMsn('123456'))
const KEYED: readonly string[] = ['create', 'capture', 'refund', 'cancel']

/** The commands of a script in order, each with the moment at which it comes. */
export function scriptedCommands(script: PaymentScript): readonly ScriptedCommand[] {
  const salesUnit = salesUnitOf(script)
  let at = BEGINNING
  return script.steps.map((step, index) => {
    at = addMs(at, step.afterMs)
    const reference = known(parseReference(`payment-${step.payment}`))
    const command = commandOf(step, { salesUnit, reference, at, id: `id-${index}` })
    return { at, msn: MSN, reference, command, idempotency: idempotencyOf(step, reference) }
  })
}

function salesUnitOf({ unit: { market, ...grants } }: PaymentScript): SalesUnit {
  const unit = newSalesUnit({ msn: MSN, name: 'Acme', market })
  return { ...unit, grants: { ...unit.grants, ...grants, push: false } }
}

interface Context {
  readonly salesUnit: SalesUnit
  readonly reference: Reference
  readonly at: Instant
  readonly id: string
}

function commandOf({ act, key }: PaymentStep, context: Context): PaymentCommand {
  const { salesUnit, reference, at, id } = context
  const occasion = { at, pspReference: id, ...(key === undefined ? {} : { idempotencyKey: key }) }
  const currency = CURRENCY_OF_MARKET[salesUnit.market]
  switch (act.type) {
    case 'create': {
      const token = `token-${id}`
      return {
        type: act.type,
        ...occasion,
        msn: MSN,
        reference,
        token,
        salesUnit,
        request: {
          amount: { currency, value: act.value },
          method: act.byCard ? 'CARD' : 'WALLET',
          userFlow: 'WEB_REDIRECT',
          customerInteraction: 'CUSTOMER_NOT_PRESENT',
          returnUrl: 'https://shop.example/return',
          ...(act.expiresAfterMs === undefined
            ? {}
            : { expiresAt: addMs(at, act.expiresAfterMs), receipt: {} }),
          strict: false,
        },
      }
    }
    case 'approve':
    case 'force-approve': {
      const card = { network: act.network, bin: '400000', declined: act.declined }
      return { type: act.type, at, pspReference: id, salesUnit, customer: CUSTOMER, card }
    }
    case 'reject':
    case 'fail-authentication':
    case 'tick':
      return { type: act.type, at, pspReference: id }
    case 'start-authentication':
      return { type: act.type, at }
    case 'capture':
    case 'refund': {
      const amount = { currency: act.foreign ? 'SEK' : currency, value: act.value }
      const partialAllowed = salesUnit.market === 'NO' || salesUnit.grants.partialCapture
      return act.type === 'capture'
        ? { type: act.type, ...occasion, amount, partialAllowed }
        : { type: act.type, ...occasion, amount, allowed: true }
    }
    case 'cancel':
      return { type: act.type, ...occasion, transactionOnly: act.transactionOnly }
  }
}

/** A key counts per operation and payment, on create per sales unit. */
function idempotencyOf(
  { act, key }: PaymentStep,
  reference: Reference,
): ScriptedCommand['idempotency'] {
  if (key === undefined || !KEYED.includes(act.type)) return undefined
  const scope = act.type === 'create' ? `${MSN} create` : `${MSN} ${act.type} ${reference}`
  return { scope, key, fingerprint: JSON.stringify([reference, act]) }
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the script names something malformed')
  return value
}
