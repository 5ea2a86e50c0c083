import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const ROOT = import.meta.dirname
const SOURCES = ['index.html', 'package.json', 'vite.config.ts', 'src/**/*']
/** What the build was made of, so that a change of the sources is noticed. */
const DIGEST_FILE = 'sources.sha256'

/** The folder with the built pages. */
export const PAGES_FOLDER = join(ROOT, 'dist')

/** Whether the built pages are there and made of the present sources. */
export async function arePagesBuilt(): Promise<boolean> {
  const file = join(PAGES_FOLDER, DIGEST_FILE)
  return existsSync(file) && (await readFile(file, 'utf8')) === (await digestOfSources())
}

/** Builds the pages beside the old ones and swaps them in at the end. */
async function buildPages(): Promise<void> {
  const digest = await digestOfSources()
  const folder = join(ROOT, `dist-${randomUUID()}`)
  const { build } = await import('vite')
  try {
    await build({ root: ROOT, logLevel: 'warn', build: { outDir: folder } })
    await writeFile(join(folder, DIGEST_FILE), digest)
    await rm(PAGES_FOLDER, { recursive: true, force: true })
    await rename(folder, PAGES_FOLDER)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function digestOfSources(): Promise<string> {
  const files: string[] = []
  const entries = glob(SOURCES, { cwd: ROOT, exclude: (name) => name.endsWith('.test.ts') })
  for await (const file of entries) files.push(file)
  const digest = createHash('sha256')
  for (const file of files.toSorted()) {
    const text = await readFile(join(ROOT, file), 'utf8').catch(() => undefined)
    if (text !== undefined) digest.update(`${file}\n${text}\n`)
  }
  return digest.digest('hex')
}

if (import.meta.main && !(await arePagesBuilt())) await buildPages()
