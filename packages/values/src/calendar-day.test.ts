import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOf } from './calendar-day.ts'
import { instant } from './instant.ts'

test('a day begins and ends where its currency is used, in summer and in winter', () => {
  const at = (text: string) => instant(Date.parse(text))
  assert.equal(dayOf(at('2026-07-01T21:59:59Z'), 'NOK'), '2026-07-01')
  assert.equal(dayOf(at('2026-07-01T22:00:00Z'), 'NOK'), '2026-07-02')
  assert.equal(dayOf(at('2026-12-31T22:59:59Z'), 'NOK'), '2026-12-31')
  assert.equal(dayOf(at('2026-12-31T23:00:00Z'), 'DKK'), '2027-01-01')
  assert.equal(dayOf(at('2026-12-31T22:00:00Z'), 'EUR'), '2027-01-01')
})
