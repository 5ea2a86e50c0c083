import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { instant } from '@kvitt/values'
import { parseEntryTime } from './entry-time.ts'
import { LedgerDatePage, LedgerEntry, LedgerFeedPage, LedgerPage } from './schemas.ts'

const ENTRY = {
  pspReference: '3343121302',
  time: '2022-10-01T16:33:00.824993+0200',
  entryType: 'capture',
  currency: 'NOK',
  amount: 10_000,
  balanceBefore: 0,
  balanceAfter: 10_000,
} as const

describe('the time of an entry', () => {
  for (const text of [
    '2022-10-01T14:33:00.824993Z',
    '2022-10-01T16:33:00.824993+02:00',
    '2022-10-01T16:33:00.824993+0200',
  ]) {
    test(`is read as ${text}`, () => {
      assert.equal(parseEntryTime(text), instant(Date.UTC(2022, 9, 1, 14, 33, 0, 824)))
    })
  }

  for (const text of ['', '2022-10-01', '2022-10-01T16:33:00', '2022-13-01T16:33:00+0200']) {
    test(`is not ${JSON.stringify(text)}`, () => {
      assert.equal(parseEntryTime(text), undefined)
      assert.equal(LedgerEntry.safeParse({ ...ENTRY, time: text }).success, false)
    })
  }
})

describe('an entry is read', () => {
  for (const [what, changes] of [
    ['with no more than it must have', {}],
    ['of a type that nobody knows yet', { entryType: 'solidarity-levy' }],
    ['with members that nobody knows yet', { batch: { id: 1 } }],
    ['with nothing where there may be nothing', { reference: null, recipientHandle: null }],
    ['with empty texts', { reference: '', recipientHandle: '', message: '' }],
  ] as const) {
    test(what, () => {
      assert.equal(LedgerEntry.parse({ ...ENTRY, ...changes }).amount, 10_000)
    })
  }

  test('in whole minor units alone', () => {
    assert.equal(LedgerEntry.safeParse({ ...ENTRY, amount: 100.5 }).success, false)
  })
})

test('a page of a date that is not ready may say no more than that', () => {
  assert.deepEqual(LedgerDatePage.parse({ items: [], tryLater: true }), {
    items: [],
    hasMore: false,
    tryLater: true,
  })
})

test('a page of the feed always says where it goes on', () => {
  assert.equal(LedgerFeedPage.safeParse({ items: [], cursor: '' }).success, false)
  assert.equal(LedgerFeedPage.parse({ items: [], cursor: 'MQ==' }).tryLater, false)
})

test('a ledger is read with no more than its id and what it settles for', () => {
  const ledger = { ledgerId: '302321', settlesForRecipientHandles: ['api:123455'] }
  assert.deepEqual(LedgerPage.parse({ items: [ledger], cursor: '' }).items, [ledger])
})
