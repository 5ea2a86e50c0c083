import { accepted, type Answer } from './answer.ts'
import type { Environment } from './environment.ts'
import type { Merchant } from './merchant.ts'

/** A payment's page, as a browser that its customer uses sees it. */
export interface PaymentPage {
  readonly reference: string
  readonly path: string
  show(): Promise<Answer>
  /** Sends the form, as a button of the page would. */
  submit(fields: Readonly<Record<string, string>>): Promise<Answer>
}

/** Creates a payment and opens the page that its `redirectUrl` leads to. */
export async function openPage(
  environment: Environment,
  merchant: Merchant,
  changes: object = {},
): Promise<PaymentPage> {
  const created = accepted('createPayment', await merchant.create(changes))
  const { redirectUrl = '', reference } = created
  const path = redirectUrl.replace('vippsMT://', '/pay').replace(environment.baseUrl.origin, '')
  return {
    reference,
    path,
    show: () => environment.send('GET', path),
    submit: (fields) =>
      environment.send('POST', path, {
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        text: new URLSearchParams(fields).toString(),
      }),
  }
}
