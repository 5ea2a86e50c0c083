import { readFileSync } from 'node:fs'

/** The lines of a file in `fixtures/wire/`, which any language can read as well. */
export function wireLines(file: string): readonly string[] {
  const path = new URL(`../../../fixtures/wire/${file}`, import.meta.url)
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  if (lines.length < 2) throw new Error(`${file} holds too few lines to prove anything`)
  return lines
}
