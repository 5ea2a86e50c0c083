import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { WebPages } from '@kvitt/http'
import { arePagesBuilt, PAGES_FOLDER } from '@kvitt/web'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}
/** One name after another, none of them hidden and none leading upwards. */
const FILE_PATH = /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/

export interface OpenPages extends WebPages {
  /** Resolves when they are there; rejects when they could not be built. */
  readonly built: Promise<void>
}

/**
 * The built pages. When they are missing or older than their sources they are built now, by a
 * process of its own, while the server serves everything else; whoever asks for one waits.
 */
export function openPages(report: (line: string) => void): OpenPages {
  const built = buildIfNeeded(report)
  // Said to whoever asks for a page; nobody may ever ask.
  built.catch(() => undefined)
  return {
    built,
    async document() {
      await built
      return readFile(join(PAGES_FOLDER, 'index.html'))
    },
    async file(path) {
      const contentType = CONTENT_TYPES[extname(path)]
      if (!FILE_PATH.test(path) || contentType === undefined) return undefined
      await built
      const bytes = await readFile(join(PAGES_FOLDER, path)).catch(() => undefined)
      return bytes && { contentType, bytes }
    },
  }
}

async function buildIfNeeded(report: (line: string) => void): Promise<void> {
  if (await arePagesBuilt()) return
  report('Building the pages, which takes a few seconds. Everything else is ready meanwhile.')
  const program = fileURLToPath(import.meta.resolve('@kvitt/web'))
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error('the pages could not be built: npm run build:pages says why')
  report('The pages are ready.')
}
