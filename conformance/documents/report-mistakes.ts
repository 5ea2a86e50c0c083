import assert from 'node:assert/strict'
import { listOf, objectAt, type JsonObject } from './json.ts'

/** What the document of reports says and the service does not do. */
export const REPORT_MISTAKES = [
  {
    // Whoever reads reports must be ready for new types, says the guide; payout-scheduled is one.
    document: 'report.v2',
    what: 'the types of ledger entries are closed, and those of 2026 are missing',
    mend(document: JsonObject): void {
      const type = objectAt(document, 'components', 'schemas', 'Transaction', 'properties')
      const entryType = objectAt(type, 'entryType')
      assert.ok(listOf(entryType['enum']).includes('scheduled-for-payout'))
      delete entryType['enum']
    },
  },
] as const
