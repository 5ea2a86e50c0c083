import { operation } from '../operation.ts'
import {
  LedgerDatePage,
  LedgerFeedPage,
  LedgerPage,
  ReportError,
  ReportUnauthorized,
} from './schemas.ts'

const SOURCE = 'https://developer.vippsmobilepay.com/docs/APIs/report-api/'
const REFUSED = { description: 'Refused', schema: ReportError } as const
const REFUSALS = {
  400: REFUSED,
  401: { description: 'Wrong keys or token', schema: ReportUnauthorized },
  403: REFUSED,
} as const
const COMMON = {
  api: 'report',
  method: 'GET',
  headers: { authenticated: true },
  problems: [],
  source: SOURCE,
} as const
const CURSOR = { name: 'cursor', description: 'That of the page before.', required: false } as const
const PERSONAL_DATA = {
  name: 'includeGDPRSensitiveData',
  description: 'true asks for personal data, which payments of API sales units do not have.',
  required: false,
} as const

export const getLedgers = operation({
  ...COMMON,
  id: 'getLedgers',
  path: '/settlement/v1/ledgers',
  summary: 'List the ledgers that the API keys give access to',
  query: [
    {
      name: 'settlesForRecipientHandles',
      description: 'Only ledgers that settle for this: api:123456.',
      required: false,
    },
    CURSOR,
  ],
  responses: { 200: { description: 'The ledgers', schema: LedgerPage }, ...REFUSALS },
})

export const getLedgerDate = operation({
  ...COMMON,
  id: 'getLedgerDate',
  path: '/report/v2/ledgers/{ledgerId}/{topic}/dates/{ledgerDate}',
  summary: 'List the entries of one ledger date, oldest first',
  query: [CURSOR, PERSONAL_DATA],
  responses: {
    200: { description: 'The entries', schema: LedgerDatePage },
    ...REFUSALS,
    404: REFUSED,
  },
})

export const getLedgerFeed = operation({
  ...COMMON,
  id: 'getLedgerFeed',
  path: '/report/v2/ledgers/{ledgerId}/{topic}/feed',
  summary: 'List all entries from the oldest on, without end',
  query: [CURSOR, PERSONAL_DATA],
  responses: {
    200: { description: 'The entries', schema: LedgerFeedPage },
    ...REFUSALS,
    404: REFUSED,
  },
})
