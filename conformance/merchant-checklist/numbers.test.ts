/** The numbers are those of the checklist, and what is said of them is true. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, test } from 'node:test'
import { DOCUMENTS_MISSING, officialText } from '../documents/protocol-folder.ts'
import { NUMBERS } from './numbers.ts'
import { REFERENCE_PAGE, referencePage } from './report/reference-page.ts'
import { writtenChecks } from './support/checks.ts'

const ROW = /^\| ([EQPFSN]-\d+) \|/gm
const checks = writtenChecks()

describe('every number', () => {
  test('is one of the checklist', { skip: DOCUMENTS_MISSING }, async () => {
    const text = await officialText('merchant-checklist.md')
    const numbers = [...text.matchAll(ROW)].map(([, number]) => number)
    assert.deepEqual(
      NUMBERS.map(({ number }) => number),
      numbers,
    )
  })

  test('has one test, or a reason for having none', () => {
    const wrong = NUMBERS.filter(({ number, manual, open }) => {
      const tests = checks.filter((check) => check.number === number).length
      const reasons = [manual, open].filter((reason) => reason !== undefined).length
      return tests + reasons !== 1
    })
    assert.deepEqual(
      wrong.map(({ number }) => number),
      [],
    )
  })

  test('that is tested is on the checklist', () => {
    const known = new Set(NUMBERS.map(({ number }) => number))
    assert.deepEqual(
      checks.filter(({ number }) => !known.has(number)),
      [],
    )
  })

  test('stands on the reference page with what proves it', async () => {
    const page = await readFile(REFERENCE_PAGE, 'utf8')
    const right = await referencePage(NUMBERS, checks)
    assert.equal(page, right, 'npm run checklist -- --reference writes it')
  })
})
