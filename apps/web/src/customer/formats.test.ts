import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatsOf } from './formats.ts'

const HOUR_MS = 3_600_000

test('money is written as the language does', () => {
  const amount = { value: 123_450, currency: 'NOK' }
  assert.equal(plain(formatsOf('en').money(amount)), 'NOK 1,234.50')
  assert.equal(plain(formatsOf('nb').money(amount)), '1 234,50 kr')
  assert.equal(plain(formatsOf('da').money({ ...amount, currency: 'DKK' })), '1.234,50 kr.')
  assert.equal(plain(formatsOf('fi').money({ ...amount, currency: 'EUR' })), '1 234,50 €')
})

test('what is left of a time is counted in seconds only below an hour, and never below zero', () => {
  const { timeLeft } = formatsOf('en')
  assert.equal(timeLeft(581_999), '9:41')
  assert.equal(timeLeft(-5_000), '0:00')
  assert.equal(timeLeft(2 * HOUR_MS + 61_000), '2 hours 1 minute')
  assert.equal(formatsOf('nb').timeLeft(26 * HOUR_MS), '1 døgn 2 timer')
})

function plain(text: string): string {
  return text.replaceAll(/\s/g, ' ')
}
