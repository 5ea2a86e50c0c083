import { html, raw } from 'hono/html'
import { GROUPS } from '../numbers.ts'
import type {
  Calls,
  ChecklistReport,
  CheckStatus,
  Evidence,
  ReportEntry,
} from './checklist-report.ts'

const WORDS: Readonly<Record<CheckStatus, string>> = {
  passed: 'Passed',
  failed: 'Failed',
  manual: 'By a person',
  open: 'Open',
}

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#dcdce4, #363642); --soft: light-dark(#5c5c6b, #a6a6b4);
  --passed: light-dark(#0a6b3b, #5fd394); --failed: light-dark(#b3122b, #ff8a97);
  --manual: light-dark(#4a3fb5, #b3abff); --open: light-dark(#8a5200, #f0b35a) }
* { box-sizing: border-box }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 64rem; margin: 0 auto; padding: 2rem 1rem 4rem;
  background: light-dark(#fff, #16161c); color: light-dark(#16161c, #ececf2) }
h1 { line-height: 1.2; margin: 0 }
h2 { margin: 2.5rem 0 .5rem; font-size: 1.25rem }
h3, article p { margin: 0 }
h3 { font-size: 1rem; font-weight: 600 }
a { color: inherit }
.counts { display: flex; flex-wrap: wrap; gap: .25rem 2rem; padding: 0; list-style: none }
.counts strong { font-size: 1.5rem }
.left { color: var(--soft); padding: 0; list-style: none; margin: 0 }
.left a { font-weight: 600; text-decoration: none; margin-right: .25rem }
.left a:hover { text-decoration: underline }
article { display: grid; grid-template-columns: 3.5rem 6.5rem minmax(0, 1fr); gap: 0 1rem; padding: .6rem 0;
  border-top: 1px solid var(--line); break-inside: avoid }
.number { font-variant-numeric: tabular-nums; font-weight: 600 }
.status { font-weight: 600 }
.passed { color: var(--passed) } .failed { color: var(--failed) }
.manual { color: var(--manual) } .open { color: var(--open) }
.what { min-width: 0; overflow-wrap: anywhere }
.soft, details { color: var(--soft); font-size: .875rem }
summary { cursor: pointer; width: fit-content }
summary:focus-visible, a:focus-visible { outline: 2px solid currentColor; outline-offset: 2px }
table { border-spacing: 0; margin: .25rem 0 .75rem; font: .8125rem/1.6 ui-monospace, monospace }
td { padding: 0 1rem 0 0; vertical-align: top; overflow-wrap: anywhere }
td:not(:last-child) { white-space: nowrap }
td.id { text-align: right }
@media (max-width: 40rem) {
  article { grid-template-columns: 3.5rem 1fr } .what { grid-column: 1 / -1 } td { padding-right: .5rem }
}
@media print {
  :root { color-scheme: light; font-size: 11px } body { max-width: none; padding: 0 } a { text-decoration: none }
}
`

/** The report for people: one page that needs nothing else, on a screen or on paper. */
export async function reportPage({ counts, entries }: ChecklistReport): Promise<string> {
  const groups = Map.groupBy(entries, ({ number }) => number.slice(0, 1))
  const left = Map.groupBy(entries, ({ status }) => status)
  left.delete('passed')
  const page = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Merchant checklist</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <main>
          <h1>Merchant checklist</h1>
          <ul class="counts">
            ${Object.entries(WORDS).map(
              ([status, word]) =>
                html`<li class="${status}">
                  <strong>${counts[status as CheckStatus]}</strong> ${word.toLowerCase()}
                </li>`,
            )}
          </ul>
          <ul class="left">
            ${[...left].map(
              ([status, those]) =>
                html`<li>
                  ${WORDS[status]}:
                  ${those.map(
                    ({ number }) => html`<a class="${status}" href="#${number}">${number}</a> `,
                  )}
                </li>`,
            )}
          </ul>
          ${[...groups].map(
            ([group, those]) =>
              html`<section>
                <h2>${group}: ${GROUPS[group] ?? group}</h2>
                ${those.map(article)}
              </section>`,
          )}
        </main>
      </body>
    </html>`
  return `${page.toString()}\n`
}

function article({ number, status, title, test, reason, evidence, at }: ReportEntry): unknown {
  return html`<article id="${number}">
    <p class="number">${number}</p>
    <p class="status ${status}">${WORDS[status]}</p>
    <div class="what">
      <h3>${title}</h3>
      ${test === undefined ? '' : html`<p class="soft">${test.replace(`${number} `, '')}</p>`}
      ${reason === undefined ? '' : html`<p>${reason}</p>`} ${evidence.map(evidenceView)}
      ${at === undefined ? '' : html`<p class="soft">Until ${at} on the clock</p>`}
    </div>
  </article>`
}

function evidenceView({ references, requestIds, traceIds, calls }: Evidence): unknown {
  const requests = `${requestIds.length} ${requestIds.length === 1 ? 'request' : 'requests'}`
  const about = references.length === 0 ? '' : ` about ${references.join(' ')}`
  return html`<details>
    <summary>${requests}${about}</summary>
    <table>
      <tbody>
        ${calls.map(
          (each) =>
            html`<tr>
              <td class="id">${idsOf(each)}</td>
              <td>${each.status === 0 ? 'no answer' : each.status}</td>
              <td>${each.method} ${each.path}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${traceIds.length === 0 ? '' : html`<p>Trace ids: <code>${traceIds.join(' ')}</code></p>`}
  </details>`
}

/** How calls in a row are told: which they are, and how many if they are many. */
function idsOf({ requestIds }: Calls): string {
  const [first] = requestIds
  return requestIds.length === 1 ? `${first}` : `${first}–${requestIds.at(-1)}`
}
