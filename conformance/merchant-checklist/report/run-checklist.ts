import { run } from 'node:test'
import { EVIDENCE_LINE, EVIDENCE_VARIABLE, type EvidenceLine } from '../support/check.ts'
import type { CheckResult } from './checklist-report.ts'

const NUMBER = /^([A-Z]-\d+) /

/** Runs test files, each in a process of its own, and gathers what became of which number. */
export async function runChecklist(files: readonly string[]): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = []
  const evidence = new Map<string, EvidenceLine>()
  const events = run({
    files: [...files],
    execArgv: ['--conditions=@kvitt/source'],
    env: { ...process.env, [EVIDENCE_VARIABLE]: '1' },
  })
  for await (const { type, data } of events) {
    if (type === 'test:pass' || type === 'test:fail') {
      const number = NUMBER.exec(data.name)?.[1]
      if (number === undefined) continue
      const hasRun = data.skip === undefined && data.todo === undefined
      results.push({ number, hasPassed: type === 'test:pass' && hasRun, test: data.name })
    }
    if (type === 'test:diagnostic' && data.message.startsWith(EVIDENCE_LINE)) {
      const line = JSON.parse(data.message.slice(EVIDENCE_LINE.length)) as EvidenceLine
      evidence.set(line.number, line)
    }
  }
  return results.map((result) => ({ ...result, ...evidence.get(result.number) }))
}
