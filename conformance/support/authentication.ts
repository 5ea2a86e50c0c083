import { payment } from '@kvitt/domain'
import { NORWAY } from './demo-keys.ts'
import type { InsideEnvironment } from './open-environment.ts'

/** Has a payment's customer begin to authenticate, as with 3-D Secure; nothing on the wire does. */
export async function startAuthentication(
  environment: InsideEnvironment,
  reference: string,
): Promise<void> {
  const at = await environment.now()
  await environment.store.decide({
    aggregate: payment,
    key: `${NORWAY}/${reference}`,
    command: { type: 'start-authentication', at },
    at,
  })
}
