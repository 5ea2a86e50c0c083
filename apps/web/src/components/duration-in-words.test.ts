import assert from 'node:assert/strict'
import { test } from 'node:test'
import { durationInWords } from './duration-in-words.ts'

for (const [durationMs, words] of [
  [-5_000, '0 s'],
  [999, '0 s'],
  [59_999, '59 s'],
  [572_000, '9 min 32 s'],
  [3_600_000, '1 h'],
  [3_605_000, '1 h'],
  [90_000_000, '1 d 1 h'],
  [15_552_000_000, '180 d'],
] as const) {
  test(`${durationMs} ms are ${words}`, () => assert.equal(durationInWords(durationMs), words))
}
