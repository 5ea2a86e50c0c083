import { readFile } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import { pathToFileURL } from 'node:url'

/** No program is made of more; what is beyond is left out. */
const MODULES_MAX = 1_000

interface Manifest {
  readonly name?: string
  readonly version?: string
  readonly dependencies?: Readonly<Record<string, string>>
}

/**
 * The versions of all modules that a program is installed with, by name: what its `package.json`
 * names, what that names, and so on. What is not installed is left out.
 */
export async function installedModules(program: URL): Promise<Readonly<Record<string, string>>> {
  const versions = new Map<string, Set<string>>()
  const files = [program.href]
  for (const file of files) {
    const { name, version, dependencies = {} } = await readManifest(new URL(file))
    if (name !== undefined && version !== undefined) {
      versions.set(name, (versions.get(name) ?? new Set()).add(version))
    }
    for (const dependency of Object.keys(dependencies)) {
      const found = manifestOf(dependency, file)
      if (found !== undefined && !files.includes(found) && files.length < MODULES_MAX) {
        files.push(found)
      }
    }
  }
  const byName = [...versions].toSorted(([left], [right]) => (left < right ? -1 : 1))
  return Object.fromEntries(byName.map(([name, all]) => [name, [...all].join(', ')]))
}

async function readManifest(file: URL): Promise<Manifest> {
  try {
    return Object(JSON.parse(await readFile(file, 'utf8'))) as Manifest
  } catch {
    return {}
  }
}

function manifestOf(name: string, from: string): string | undefined {
  try {
    const path = findPackageJSON(name, from)
    return path === undefined ? undefined : pathToFileURL(path).href
  } catch {
    return undefined
  }
}
