import { LEDGER_PAGE_ENTRIES_MAX } from '@kvitt/contract'

/** How many entries a full page has. */
export const PAGE_SIZE_HEADER = { 'Vipps-Feed-Page-Size': String(LEDGER_PAGE_ENTRIES_MAX) } as const
