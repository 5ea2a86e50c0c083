import { randomBytes, randomUUID } from 'node:crypto'
import { payment, type PaymentCommand } from '@kvitt/domain'
import { providerStoreOptions, SEED, type Random } from '@kvitt/provider'
import type { Store, StoreOptions } from '@kvitt/store'
import {
  addMs,
  DAY_MS,
  instant,
  MINUTE_MS,
  parsePhoneNumber,
  parseReference,
  type Instant,
} from '@kvitt/values'

/** How many payments are asked for at once: as many as go into one commit. */
const AT_ONCE = 512
/** The oldest payment was made so long ago: no reservation runs out while somebody measures. */
const AGE_MAX_MS = 100 * DAY_MS
const PHONE_NUMBERS = 1_000

const random: Random = { uuid: () => randomUUID(), bytes: (length) => randomBytes(length) }
export const STORE_OPTIONS: StoreOptions = providerStoreOptions(random)

/** The reference of the payment with this number: they come in no order of their references. */
function referenceOf(number: number): string {
  return `Every-${String((number * 7_919) % 9_999_991).padStart(7, '0')}`
}

/** Some of all the payments that there are to be, by number. */
interface Part {
  readonly first: number
  readonly count: number
  readonly all: number
}

/**
 * Makes payments through the store, as requests would: one after the other in time, of many
 * customers and amounts, approved, captured, rejected or cancelled, every second one with a receipt.
 */
export async function fillStore(store: Store, { first, count, all }: Part): Promise<void> {
  const stepMs = Math.floor(AGE_MAX_MS / all)
  const oldest = instant(Date.now() - AGE_MAX_MS - MINUTE_MS)
  for (let from = first; from < first + count; from += AT_ONCE) {
    const made: Promise<void>[] = []
    for (let number = from; number < Math.min(from + AT_ONCE, first + count); number += 1) {
      made.push(makePayment(store, number, addMs(oldest, number * stepMs)))
    }
    await Promise.all(made)
  }
}

async function makePayment(store: Store, number: number, at: Instant): Promise<void> {
  const [salesUnit] = SEED.keySets[0]?.salesUnits ?? []
  const reference = parseReference(referenceOf(number))
  const customer = parsePhoneNumber(`47400${String(number % PHONE_NUMBERS).padStart(5, '0')}`)
  if (!salesUnit || !reference || !customer) throw new Error('the bench names something malformed')
  const key = `${salesUnit.msn}/${reference}`
  const value = 1_000 + ((number * 7_919) % 99_000)
  const amount = { currency: 'NOK', value } as const
  const decide = async (command: PaymentCommand): Promise<void> => {
    const { refusal } = await store.decide({ aggregate: payment, key, command, at: command.at })
    if (refusal !== undefined) throw new Error(`${command.type} was refused: ${refusal}`)
  }
  await decide({
    type: 'create',
    at,
    pspReference: random.uuid(),
    token: random.uuid(),
    msn: salesUnit.msn,
    reference,
    salesUnit,
    request: {
      amount,
      method: 'WALLET',
      userFlow: 'WEB_REDIRECT',
      customerInteraction: 'CUSTOMER_NOT_PRESENT',
      returnUrl: 'https://example.com/thanks',
      description: 'One pair of socks',
      customer: { phoneNumber: customer, known: true },
      ...(number % 2 === 0 && { receipt: receiptOf(value) }),
      strict: false,
    },
  })
  const occasion = { at: addMs(at, 1), pspReference: random.uuid() }
  if (number % 10 === 0) return decide({ type: 'reject', ...occasion })
  if (number % 10 === 1) return decide({ type: 'cancel', ...occasion, transactionOnly: false })
  const card = { network: 'VISA', bin: '492556' } as const
  await decide({ type: 'approve', ...occasion, salesUnit, customer, card })
  if (number % 2 === 0) {
    await decide({ type: 'capture', ...occasion, amount, partialAllowed: true })
  }
}

function receiptOf(value: number) {
  return {
    orderLines: [
      {
        id: '1',
        name: 'Socks',
        totalAmount: value,
        totalAmountExcludingTax: value,
        totalTaxAmount: 0,
      },
    ],
    bottomLine: { currency: 'NOK' },
  }
}
