import { CliError } from './cli-error.ts'
import { callControl, detailOf, type ControlAnswer } from './control-client.ts'
import { print } from './output.ts'

interface CustomerOptions {
  readonly url: URL
  readonly msn?: string
  readonly card?: string
  readonly phone?: string
  readonly authentication?: string
  readonly unknownResult?: string
  readonly json?: boolean
}

interface PaymentView {
  readonly msn: string
  readonly reference: string
  readonly state: string
  readonly amount: { readonly currency: string; readonly value: number }
  /** What the payment waits for, if it does. */
  readonly notice?: string
}

/** `kvitt pay` and `kvitt reject`: does to a payment what the customer would do on the phone. */
export async function actAsCustomer(
  action: 'approve' | 'reject',
  reference: string,
  { url, msn, card, phone, authentication, unknownResult, json }: CustomerOptions,
): Promise<void> {
  const wish = {
    ...(card && { card }),
    ...(phone && { phoneNumber: phone }),
    ...(authentication && { authentication }),
    ...(unknownResult && { unknownResult }),
  }
  const answer = await firstFound(url, msn, (unit) =>
    callControl(url, 'POST', `/payments/${unit}/${encodeURIComponent(reference)}/${action}`, wish),
  )
  if (answer.status !== 200) throw new CliError(detailOf(answer))
  const payment = answer.body as PaymentView
  print(json ? JSON.stringify(payment) : inWords(payment))
}

/** Asks each sales unit in turn until one has the payment. */
async function firstFound(
  url: URL,
  msn: string | undefined,
  ask: (msn: string) => Promise<ControlAnswer>,
): Promise<ControlAnswer> {
  if (msn !== undefined) return ask(msn)
  const { body } = await callControl(url, 'GET', '/sales-units')
  let notFound: ControlAnswer | undefined
  for (const { msn: each } of body as readonly { readonly msn: string }[]) {
    const answer = await ask(each)
    if (answer.status !== 404 || !/no payment/.test(detailOf(answer))) return answer
    notFound = answer
  }
  throw new CliError(
    notFound
      ? 'No sales unit has a payment with this reference. References are case-sensitive.'
      : 'The environment has no sales units.',
  )
}

function inWords({ reference, msn, state, amount, notice }: PaymentView): string {
  const value = (amount.value / 100).toFixed(2)
  const more = notice === undefined ? '' : ` ${notice}`
  return `${reference} (MSN ${msn}, ${amount.currency} ${value}) is ${state}.${more}`
}
