/** @see https://developer.vippsmobilepay.com/docs/APIs/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openApiDocument } from '@kvitt/contract'
import { isObject } from './json.ts'
import { compatibilityPage, rowMistakes } from './compatibility-page.ts'
import { KNOWN_MISTAKES } from './known-mistakes.ts'
import { membersOf } from './members.ts'
import { officialOperations, operationsOf, type OfficialOperation } from './official-documents.ts'
import { DOCUMENTS_MISSING } from './protocol-folder.ts'

const OFFICIAL = DOCUMENTS_MISSING ? [] : await officialOperations()
const document = openApiDocument('http://localhost', '0.0.0')
const OWN = operationsOf(document)
const PAGE = await compatibilityPage()

/** What a table of each kind is about, of one operation. */
const NAMES_OF: Readonly<Record<string, (operation: OfficialOperation) => readonly string[]>> = {
  'request member': ({ requestSchema }) => membersOf(requestSchema),
  'answer member': ({ responses }) =>
    [...responses].flatMap(([status, { schema }]) => (status < 300 ? membersOf(schema) : [])),
  status: ({ responses }) => [...responses.keys()].map(String),
}
/** Statuses of all operations, which the page names once for all. */
const ANYWHERE: ReadonlySet<string> = new Set(['413', '500'])
const refusalMembersOf = ({ responses }: OfficialOperation): readonly string[] =>
  [...responses].flatMap(([status, { schema }]) => (status >= 400 ? membersOf(schema) : []))
const headersOf = ({ parameters }: OfficialOperation): readonly string[] =>
  parameters
    .filter((each) => each['in'] === 'header' && each['name'] !== 'Authorization')
    .map(({ name }) => String(name))

describe('the page says of every member what is true:', { skip: DOCUMENTS_MISSING }, () => {
  for (const operation of OFFICIAL) {
    const own = OWN.filter((each) => withoutNames(each.name) === withoutNames(operation.name))
    for (const [kind, namesOf] of Object.entries(NAMES_OF)) {
      test(`${operation.name}, ${kind}`, () => {
        const rows = PAGE.tables
          .filter((table) => table.operation === operation.name && table.kind === kind)
          .flatMap((table) => table.rows)
        const official = new Set(namesOf(operation))
        const known = own
          .flatMap(namesOf)
          .filter((name) => official.has(name) || !ANYWHERE.has(name))
        assert.deepEqual(rowMistakes(rows, official, new Set(known)), [])
      })
    }
  }
  for (const [kind, namesOf] of Object.entries({
    'refusal member': refusalMembersOf,
    header: headersOf,
  })) {
    test(`all operations, ${kind}`, () => {
      const rows = PAGE.tables
        .filter((table) => table.kind === kind)
        .flatMap(({ rows: all }) => all)
      const official = new Set(OFFICIAL.flatMap(namesOf))
      assert.deepEqual(rowMistakes(rows, official, new Set(OWN.flatMap(namesOf))), [])
    })
  }
})

test('the page has no operation that no document has', { skip: DOCUMENTS_MISSING }, () => {
  const headings = new Set(PAGE.tables.flatMap(({ operation }) => operation ?? []))
  assert.deepEqual([...headings].toSorted(), OFFICIAL.map(({ name }) => name).toSorted())
})

test('the page names what is served beyond the documents', { skip: DOCUMENTS_MISSING }, () => {
  const documented = new Set(OFFICIAL.map(({ name }) => withoutNames(name)))
  const unnamed = OWN.filter(({ name }) => !documented.has(withoutNames(name))).filter(
    ({ name }) => !PAGE.text.includes(`\`${name}\``),
  )
  assert.deepEqual(
    unnamed.map(({ name }) => name),
    [],
  )
})

test('the page lists every known mistake of the documents', () => {
  const unlisted = KNOWN_MISTAKES.filter(({ what }) => !PAGE.text.includes(what))
  assert.deepEqual(
    unlisted.map(({ what }) => what),
    [],
  )
})

test('a row that is not true is found out', () => {
  const official = new Set(['amount', 'amount.value', 'old'])
  const own = new Set(['amount', 'amount.value', 'new'])
  const row = (name: string, status: string, note = 'why') => ({ name, status, note })
  const good = [row('amount.*', 'served'), row('old', 'ignored'), row('new', 'newer')]
  assert.deepEqual(rowMistakes(good, official, own), [])
  for (const [rows, mistake] of [
    [good.slice(1), 'amount is not there'],
    [[...good, row('gone', 'served')], 'gone is in no document'],
    [[...good.slice(0, 2), row('new', 'served')], 'new is not served'],
    [[good[0], row('old', 'ignored', ''), good[2]], 'old is ignored: why?'],
  ] as const) {
    const mistakes = rowMistakes(rows.filter(isObject) as typeof good, official, own)
    assert.ok(mistakes.includes(mistake), mistakes.join())
  }
})

function withoutNames(name: string): string {
  return name.replace(/\{\w+\}/g, '{}')
}
