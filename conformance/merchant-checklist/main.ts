/**
 * Runs the test of every number, and writes what became of them to `reports/merchant-checklist/`.
 * With `--reference` it writes the page of the documentation instead.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { NUMBERS } from './numbers.ts'
import { checklistReport } from './report/checklist-report.ts'
import { REFERENCE_PAGE, referencePage } from './report/reference-page.ts'
import { reportPage } from './report/report-page.ts'
import { runChecklist } from './report/run-checklist.ts'
import { checkFiles, writtenChecks } from './support/checks.ts'

const FOLDER = new URL('../../reports/merchant-checklist/', import.meta.url)

if (process.argv.includes('--reference')) {
  await writeFile(REFERENCE_PAGE, await referencePage(NUMBERS, writtenChecks()))
} else {
  const report = checklistReport(NUMBERS, await runChecklist(checkFiles()))
  await mkdir(FOLDER, { recursive: true })
  const json = new URL('report.json', FOLDER)
  const page = new URL('report.html', FOLDER)
  await writeFile(json, `${JSON.stringify(report, undefined, 2)}\n`)
  await writeFile(page, await reportPage(report))
  const { passed, failed, manual, open } = report.counts
  console.log(`${passed} passed, ${failed} failed, ${manual} by a person, ${open} open`)
  for (const { number, status, reason } of report.entries) {
    if (status === 'failed') console.log(`  ${number} failed. ${reason ?? ''}`)
  }
  console.log(`${fileURLToPath(page)}\n${fileURLToPath(json)}`)
  process.exitCode = failed === 0 ? 0 : 1
}
