import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

export const IN_MEMORY = ':memory:'

let names = 0

/**
 * A name for a passing file beside a database, on the same disk and as hidden from others. What a
 * process that was killed has left there goes when the database is next opened.
 */
export function scratchFile(file: string): string {
  const directory = directoryOf(file)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  names += 1
  return join(directory, String(names))
}

export function removeScratch(file: string): void {
  if (file !== IN_MEMORY) rmSync(directoryOf(file), { recursive: true, force: true })
}

function directoryOf(file: string): string {
  return `${file}-scratch`
}
