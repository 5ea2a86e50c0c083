import { parseInstant, type Instant } from '@kvitt/values'

/** An offset as `+0200`, which only one of the documents' samples has. */
const OFFSET_WITHOUT_COLON = /([+-]\d{2})(\d{2})$/

/**
 * The moment of a ledger entry, to the millisecond; undefined when it is none. Read are all three
 * forms that the documents show: `Z`, `+02:00` and `+0200`, with or without six fractional digits.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/report-api/
 */
export function parseEntryTime(text: string): Instant | undefined {
  return parseInstant(text.replace(OFFSET_WITHOUT_COLON, '$1:$2'))
}
