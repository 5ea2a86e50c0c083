import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ageAt } from './age-at.ts'

test('somebody is a year older on the birthday, not before', () => {
  assert.equal(ageAt('2011-11-21', '2026-11-20T23:59:59.999Z'), 14)
  assert.equal(ageAt('2011-11-21', '2026-11-21T00:00:00.000Z'), 15)
  assert.equal(ageAt('1990-01-01', '2026-11-21T12:00:00.000Z'), 36)
})
