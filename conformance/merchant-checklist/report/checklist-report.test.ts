import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { checklistReport, type CheckResult } from './checklist-report.ts'
import { reportPage } from './report-page.ts'

const calls = [{ method: 'GET', path: '/a', status: 200, requestIds: [1, 2] }]
const proof = [{ references: ['acme-shop-1'], requestIds: [1, 2], traceIds: ['00-1'], calls }]
const at = '2026-09-01T12:00:00.000Z'
const result = (changes: Partial<CheckResult> = {}): CheckResult => ({
  number: 'A-1',
  hasPassed: true,
  test: 'A-1 holds',
  evidence: proof,
  at,
  ...changes,
})
const statuses = (
  number: { readonly manual?: string; readonly open?: string },
  results: readonly CheckResult[],
): readonly string[] =>
  checklistReport([{ number: 'A-1', title: 'A', ...number }], results).entries.map(
    ({ status }) => status,
  )

describe('the report', () => {
  test('has each number once, in the order of the numbers, with its evidence', () => {
    const numbers = [
      { number: 'A-1', title: 'A' },
      { number: 'A-2', title: 'B', manual: 'Only a person signs.' },
    ]
    assert.deepEqual(checklistReport(numbers, [result()]), {
      counts: { passed: 1, failed: 0, manual: 1, open: 0 },
      entries: [
        { number: 'A-1', title: 'A', test: 'A-1 holds', evidence: proof, at, status: 'passed' },
        {
          number: 'A-2',
          title: 'B',
          status: 'manual',
          reason: 'Only a person signs.',
          evidence: [],
        },
      ],
    })
  })

  test('takes no number for proved whose test has failed, not run, or run twice', () => {
    assert.deepEqual(statuses({}, [result({ hasPassed: false })]), ['failed'])
    assert.deepEqual(statuses({}, []), ['failed'])
    assert.deepEqual(statuses({}, [result(), result()]), ['failed'])
    assert.deepEqual(statuses({ open: 'Not yet.' }, []), ['open'])
    assert.deepEqual(statuses({ open: 'Not yet.' }, [result()]), ['failed'])
  })

  test('knows nothing of a number that is not on the checklist', () => {
    assert.throws(() => checklistReport([], [result()]), /not on the checklist: A-1 holds/)
  })

  test('is a page of its own, without scripts, and what it quotes stays text', async () => {
    const numbers = [{ number: 'A-1', title: '<script>alert(1)</script>' }]
    const page = await reportPage(checklistReport(numbers, [result()]))
    assert.doesNotMatch(page, /<script|https?:|<link/)
    assert.match(page, /&lt;script&gt;/)
    for (const text of ['acme-shop-1', '1–2', 'GET /a', '00-1', at])
      assert.ok(page.includes(text), text)
  })
})
