import { order, orderNumberOf, refusedWebhooks } from '@kvitt/domain'
import type { WebhookFault } from '@kvitt/sdk'
import { StoreBusyError } from '@kvitt/store'
import { orderKey } from '../orders/order-key.ts'
import type { SalesUnit, Services } from '../services.ts'

const NAME_LENGTH_MAX = 40

/**
 * Keeps that a webhook about an order was refused, and why, for whoever looks for it later. The
 * first few of an order count: anybody can send what is not genuine.
 */
export async function noteRefusal(
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  { msn, referencePrefix }: SalesUnit,
  request: Request,
  fault: WebhookFault,
): Promise<void> {
  if (fault === 'bodyTooLarge') return
  const { reference, name } = await claimsOf(request)
  const number = orderNumberOf(referencePrefix, reference)
  if (number === undefined) return
  const key = orderKey(msn, number)
  if (!(await store.load(order, key))) return
  const at = clock.now()
  const command = { type: 'refuse', at, fault, ...(name !== undefined && { name }) } as const
  try {
    await store.decide({ aggregate: refusedWebhooks, key, command, at })
  } catch (error) {
    // The log has it too.
    if (!(error instanceof StoreBusyError)) throw error
  }
}

/** What a webhook says that nobody believes. */
async function claimsOf(
  request: Request,
): Promise<{ readonly reference: string; readonly name?: string }> {
  const body: unknown = await request.json().catch(() => undefined)
  const { reference, name } = Object(body) as Readonly<Record<string, unknown>>
  return {
    reference: typeof reference === 'string' ? reference : '',
    ...(typeof name === 'string' && { name: name.slice(0, NAME_LENGTH_MAX) }),
  }
}
