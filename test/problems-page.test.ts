/** docs/reference/problems.md says what is answered, and which test proves it. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { PROBLEMS, type Problem } from '@kvitt/contract'

const ROOT = new URL('..', import.meta.url)
const TESTS = 'conformance/problems'

function read(file: string): string {
  return readFileSync(new URL(file, ROOT), 'utf8')
}

/** The tables of the page, heads left out, as cells. */
function tables(): readonly (readonly (readonly string[])[])[] {
  return read('docs/reference/problems.md')
    .split(/\n(?!\|)/)
    .filter((block) => block.startsWith('|') || block.includes('\n|'))
    .map((block) =>
      block
        .split('\n')
        .filter((line) => line.startsWith('|'))
        .slice(2)
        .map((line) =>
          line
            .split('|')
            .slice(1, -1)
            .map((cell) => cell.trim()),
        ),
    )
    .filter((rows) => rows.length > 0)
}

/** The names of the tests in a file of conformance/problems. */
function testsIn(file: string): readonly string[] {
  return [...read(`${TESTS}/${file}`).matchAll(/^test\('([^']+)'/gm)].map(([, name = '']) => name)
}

const [numbered = [], unnumbered = []] = tables()

test('the page lists every problem that is answered, and no other', () => {
  const answered = new Set(
    Object.values<Problem>(PROBLEMS).map(({ code, status, title }) => `${code} ${status} ${title}`),
  )
  const listed = numbered.map(([code, status, title]) => `${code} ${status} ${title}`)
  assert.deepEqual(listed.toSorted(), [...answered].toSorted())
})

test('the page says of every problem when it comes and what to do', () => {
  assert.deepEqual(
    numbered.filter(([, , , when, remedy]) => !when || !remedy),
    [],
  )
})

test('every row names a test that there is', () => {
  for (const [code, , title, , , link = ''] of numbered) {
    const file = /\/([\w-]+\.test\.ts)\)$/.exec(link)?.[1]
    assert.ok(file, `no test is linked for ${code} ${title}`)
    assert.ok(testsIn(file).includes(`${code} ${title}`), `${file}: no test ${code} ${title}`)
  }
  const gateway = testsIn('gateway.test.ts')
  assert.deepEqual(
    unnumbered.map((row) => row.at(-1)),
    gateway,
  )
})

test('every test of a problem is named in the page', () => {
  const listed = new Set(numbered.map(([code, , title]) => `${code} ${title}`))
  const files = readdirSync(new URL(TESTS, ROOT)).filter((file) => file !== 'gateway.test.ts')
  assert.deepEqual(
    files.flatMap(testsIn).filter((name) => /^\d+ /.test(name) && !listed.has(name)),
    [],
  )
})
