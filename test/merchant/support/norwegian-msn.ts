import { parseMsn, type Msn } from '@kvitt/values'
import { NORWAY } from '../../../conformance/support/demo-keys.ts'

/** The sales unit of the payment server. */
export function norwegianMsn(): Msn {
  const parsed = parseMsn(NORWAY)
  if (parsed === undefined) throw new Error(`not an MSN: ${NORWAY}`)
  return parsed
}
