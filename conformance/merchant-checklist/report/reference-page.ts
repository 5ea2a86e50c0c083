import { format, resolveConfig } from 'prettier'
import { GROUPS } from '../numbers.ts'
import type { WrittenCheck } from '../support/checks.ts'
import type { ChecklistNumber } from './checklist-report.ts'

export const REFERENCE_PAGE = new URL(
  '../../../docs/reference/merchant-checklist.md',
  import.meta.url,
)

const INTRODUCTION = `# The merchant checklist

What Vipps MobilePay asks of a merchant's system, number by number, and the test in
[conformance/merchant-checklist](../../conformance/merchant-checklist) that proves it of the payment server
and the provider together. \`npm run checklist\` runs them all and writes a report, \`report.html\` and
\`report.json\`, with the evidence: references, and what the provider was asked.

**By a person** is what no program can see; **open** is what does not hold yet. This page is written by
\`npm run checklist -- --reference\`.
`

/** The page of the documentation that says of every number what proves it, or why nothing does. */
export async function referencePage(
  numbers: readonly ChecklistNumber[],
  checks: readonly WrittenCheck[],
): Promise<string> {
  const groups = Map.groupBy(numbers, ({ number }) => number.slice(0, 1))
  const sections = [...groups].map(([group, those]) => {
    const rows = those.map((each) => row(each, checks))
    const head = '| number | what | proved by |\n| --- | --- | --- |'
    return `## ${group}: ${GROUPS[group] ?? group}\n\n${head}\n${rows.join('\n')}\n`
  })
  const options = await resolveConfig(REFERENCE_PAGE)
  return format(`${INTRODUCTION}\n${sections.join('\n')}`, { ...options, parser: 'markdown' })
}

function row(
  { number, title, manual, open }: ChecklistNumber,
  checks: readonly WrittenCheck[],
): string {
  const check = checks.find((each) => each.number === number)
  const link = check && `../../conformance/merchant-checklist/${check.file}`
  const proof = check ? `[${check.behaviour}](${link})` : 'nothing'
  const instead = manual === undefined ? open && `**open**: ${open}` : `**by a person**: ${manual}`
  return `| ${number} | ${title} | ${instead ?? proof} |`
}
