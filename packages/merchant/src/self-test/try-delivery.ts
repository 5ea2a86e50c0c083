import { webhookRequest, type PaymentWebhook } from '@kvitt/sdk'
import { webhookUrlOf } from '../incoming/webhook-url.ts'
import type { SalesUnit, Services } from '../services.ts'
import { connectionFault } from './connection-fault.ts'
import type { Fault } from './finding.ts'
import { newNonce, testReference } from './proof.ts'
import { reach } from './reach.ts'

interface Registered {
  readonly secret: string
  readonly registrationId?: string
}

/**
 * Sends a webhook to the public URL, signed as the provider signs: it must come in here, and be
 * taken for genuine. It is about no payment, so nothing comes of it.
 */
export async function tryDelivery(
  services: Services,
  salesUnit: SalesUnit,
  registered: Registered,
): Promise<Fault | undefined> {
  const { configuration, clock, random } = services
  const { msn, currency } = salesUnit
  const nonce = newNonce(random)
  const url = webhookUrlOf(configuration.publicUrl, salesUnit)
  const event: PaymentWebhook = {
    msn,
    reference: testReference(nonce),
    pspReference: nonce,
    name: 'CREATED',
    amount: { currency, value: 100 },
    timestamp: new Date(clock.now()).toISOString(),
    idempotencyKey: null,
    success: true,
  }
  const request = await webhookRequest({ url, ...registered, body: event, sentAt: clock.now() })
  const reached = await reach(services, request, nonce)
  if ('failure' in reached) {
    const { code, advice } = connectionFault(reached.failure, new URL(url))
    return { item: 'webhookDelivery', code, advice }
  }
  const { status, isProven } = reached
  if (isProven && status === 200) return undefined
  return status === 401 ? wrong('deliveryRefused', REFUSED) : wrong('deliveryLost', lost(status))
}

function wrong(code: string, advice: string): Fault {
  return { item: 'webhookDelivery', code, advice }
}

const REFUSED =
  'A test webhook was refused as not genuine. Something on the way changes body or headers, or the ' +
  'clock of this machine is wrong: the log says which check it failed.'

function lost(status: number): string {
  return (
    `A test webhook was answered with status ${status}, and has not come in here. Have whatever ` +
    'stands before this server pass on POST requests below /webhooks, without asking who sends them.'
  )
}
