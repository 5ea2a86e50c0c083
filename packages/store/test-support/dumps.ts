import { text } from 'node:stream/consumers'
import type { Store } from '../src/store.ts'

/** A dump, line by line, read in one go. */
export async function dumpOf(store: Store): Promise<readonly string[]> {
  return (await text(store.dump())).trimEnd().split('\n')
}

/** Puts a dump in the place of what a store has. */
export async function restore(store: Store, lines: readonly string[]): Promise<void> {
  await using prepared = await store.prepareRestore(pieces(lines))
  await prepared.apply()
}

/** Lines as a network brings them: cut anywhere. */
export async function* pieces(
  lines: readonly string[],
  characters = 1_000,
): AsyncGenerator<string> {
  const whole = lines.map((line) => `${line}\n`).join('')
  for (let from = 0; from < whole.length; from += characters) {
    yield whole.slice(from, from + characters)
  }
}
