import { html, raw } from 'hono/html'
import type { ChecklistReport, CheckStatus, ReportEntry } from './checklist-report.ts'

const WORDS: Readonly<Record<CheckStatus, string>> = {
  passed: 'Passed',
  failed: 'Failed',
  manual: 'By a person',
  open: 'Open',
}

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d8d8e0, #3a3a46); --soft: light-dark(#5c5c6b, #a6a6b4);
  --passed: light-dark(#0a6b3b, #5fd394); --failed: light-dark(#b3122b, #ff8a97);
  --manual: light-dark(#4a3fb5, #b3abff); --open: light-dark(#8a5200, #f0b35a) }
* { box-sizing: border-box }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 68rem; margin: 0 auto; padding: 2rem 1rem 4rem;
  background: light-dark(#fff, #16161c); color: light-dark(#16161c, #ececf2) }
h1 { line-height: 1.2; margin: 0 0 .5rem }
h2 { margin: 2.5rem 0 0 }
.counts { display: flex; flex-wrap: wrap; gap: .5rem 2rem; padding: 0; list-style: none }
.counts strong { font-size: 1.5rem }
article { display: grid; grid-template-columns: 4rem 7rem 1fr; gap: 0 1rem; padding: .75rem 0;
  border-bottom: 1px solid var(--line); break-inside: avoid }
h3, article p, article dl { margin: 0 }
h3 { font-size: 1rem }
.number { font-variant-numeric: tabular-nums; font-weight: 600 }
.status { font-weight: 600 }
.passed { color: var(--passed) } .failed { color: var(--failed) }
.manual { color: var(--manual) } .open { color: var(--open) }
.what { min-width: 0; overflow-wrap: anywhere }
.soft, dl { color: var(--soft); font-size: .875rem }
dt { float: left; clear: left; width: 6.5rem } dd { margin: 0 0 0 6.5rem }
code { font: .8125rem/1.5 ui-monospace, monospace }
@media (max-width: 40rem) { article { grid-template-columns: 3rem 1fr } .what { grid-column: 1 / -1 } }
@media print { :root { color-scheme: light } body { font-size: 11px; max-width: none; padding: 0 } }
`

/** The report for people: one page that needs nothing else, on a screen or on paper. */
export async function reportPage({ counts, entries }: ChecklistReport): Promise<string> {
  const groups = Map.groupBy(entries, ({ number }) => number.slice(0, 1))
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
          ${[...groups].map(
            ([group, those]) =>
              html`<section>
                <h2>${group}</h2>
                ${those.map(article)}
              </section>`,
          )}
        </main>
      </body>
    </html>`
  return `${page.toString()}\n`
}

function article({ number, status, title, test, reason, evidence, at }: ReportEntry): unknown {
  const { references, requestIds, traceIds } = evidence
  const rows: readonly (readonly [string, readonly (string | number)[]])[] = [
    ['References', references],
    ['Request ids', requestIds],
    ['Trace ids', traceIds],
    ['Clock', at === undefined ? [] : [at]],
  ]
  return html`<article id="${number}">
    <p class="number">${number}</p>
    <p class="status ${status}">${WORDS[status]}</p>
    <div class="what">
      <h3>${title}</h3>
      ${test === undefined ? '' : html`<p class="soft">${test}</p>`}
      ${reason === undefined ? '' : html`<p>${reason}</p>`}
      <dl>
        ${rows
          .filter(([, values]) => values.length > 0)
          .map(
            ([name, values]) =>
              html`<dt>${name}</dt>
                <dd><code>${values.join(' ')}</code></dd>`,
          )}
      </dl>
    </div>
  </article>`
}
