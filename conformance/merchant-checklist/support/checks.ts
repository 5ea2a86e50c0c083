import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FOLDER = new URL('..', import.meta.url)
const CHECK = /^check\(\s*'([A-Z]-\d+)',\s*'((?:\\.|[^'\\])+)'/gm

/** The test of a number as it stands in its file. */
export interface WrittenCheck {
  readonly number: string
  readonly behaviour: string
  /** In the folder of the checklist. */
  readonly file: string
}

/** Every test of a number, by file. */
export function writtenChecks(): readonly WrittenCheck[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.test.ts'))
    .flatMap((file) =>
      [...readFileSync(new URL(file, FOLDER), 'utf8').matchAll(CHECK)].map(
        ([, number = '', behaviour = '']) => ({ number, behaviour, file }),
      ),
    )
}

/** The paths of the files with the tests of numbers. */
export function checkFiles(): readonly string[] {
  return [...new Set(writtenChecks().map(({ file }) => file))].map((file) =>
    fileURLToPath(new URL(file, FOLDER)),
  )
}
