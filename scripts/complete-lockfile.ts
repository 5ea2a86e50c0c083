/**
 * Completes package-lock.json for every platform. npm lists an optional package only if the registry
 * it asked has it, so a lockfile made behind a mirror that lacks some platforms makes `npm ci` fail
 * wherever the others are wanted.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { posix } from 'node:path'

export type LockEntry = {
  version?: string
  resolved?: string
  link?: boolean
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
  [field: string]: unknown
}
export type Lockfile = { packages: Record<string, LockEntry>; [field: string]: unknown }
type Platform = { os?: string; cpu: string; libc?: string }
type Wanted = { name: string; version: string; parent: string; dev: boolean }

const OS = new Map([
  ['aix', 'aix'],
  ['android', 'android'],
  ['darwin', 'darwin'],
  ['freebsd', 'freebsd'],
  ['linux', 'linux'],
  ['linuxmusl', 'linux'],
  ['netbsd', 'netbsd'],
  ['openbsd', 'openbsd'],
  ['openharmony', 'openharmony'],
  ['sunos', 'sunos'],
  ['win32', 'win32'],
  ['windows', 'win32'],
])
const CPU = new Map([
  ['arm', 'arm'],
  ['armv6', 'arm'],
  ['armv7', 'arm'],
  ['arm64', 'arm64'],
  ['ia32', 'ia32'],
  ['loong64', 'loong64'],
  ['mips64el', 'mips64el'],
  ['ppc64', 'ppc64'],
  ['ppc64le', 'ppc64'],
  ['riscv64', 'riscv64'],
  ['s390x', 's390x'],
  ['x64', 'x64'],
])
const LIBC_OF_ABI = new Map([
  ['gnu', 'glibc'],
  ['musl', 'musl'],
])
/** Publishers name no libc for 32-bit ARM, though the name would tell. */
const ABI = new Set([...LIBC_OF_ABI.keys(), 'eabi', 'gnueabihf', 'musleabihf', 'msvc'])

/** The platform that a package is for, by the end of its name; refuses a name that does not say. */
export function platformOf(name: string): Platform {
  const words = name.slice(name.lastIndexOf('/') + 1).split('-')
  if (words.at(-2) === 'wasm32' && words.at(-1) === 'wasi') return { cpu: 'wasm32' }
  const abi = ABI.has(words.at(-1) ?? '') ? words.pop() : undefined
  const cpu = CPU.get(words.pop() ?? '')
  const system = words.pop() ?? ''
  const os = OS.get(system)
  if (os === undefined || cpu === undefined) {
    throw new Error(
      `Cannot tell the platform of ${name} from its name: teach the tables in scripts/complete-lockfile.ts its suffix`,
    )
  }
  const libc = system === 'linuxmusl' ? 'musl' : LIBC_OF_ABI.get(abi ?? '')
  return os === 'linux' && libc !== undefined ? { os, cpu, libc } : { os, cpu }
}

/** Adds what `npm ci` misses and drops registry addresses; `added` holds the new keys, sorted. */
export function completeLockfile(lock: Lockfile): { lock: Lockfile; added: string[] } {
  const packages = Object.fromEntries(
    Object.entries(lock.packages).map(([location, entry]) => [location, withoutRegistry(entry)]),
  )
  const added = new Map<string, Wanted[]>()
  for (const wanted of missing(packages)) {
    const location = placeOf(wanted, packages)
    const sharers = [...(added.get(location) ?? []), wanted]
    added.set(location, sharers)
    packages[location] = entryFor(sharers)
  }
  return {
    lock: { ...lock, packages: Object.fromEntries(Object.entries(packages).toSorted(asNpmSorts)) },
    added: [...added.keys()].toSorted((a, b) => a.localeCompare(b, 'en')),
  }
}

/** npm writes `packages` in this order; any other would make the next `npm install` a diff. */
function asNpmSorts([a]: [string, unknown], [b]: [string, unknown]): number {
  return a.localeCompare(b, 'en')
}

/** A registry's tarball has `/-/` in its path; an archive from elsewhere is found by its address alone. */
function withoutRegistry(entry: LockEntry): LockEntry {
  if (entry.resolved === undefined || !/^https?:.*\/-\//.test(entry.resolved)) return entry
  const { resolved, ...rest } = entry
  return rest
}

function missing(packages: Record<string, LockEntry>): Wanted[] {
  return Object.entries(packages).flatMap(([parent, { optionalDependencies = {}, dev = false }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, spec]) => {
        const found = nearest(packages, parent, name)
        return found === undefined || (isExact(spec) && found.version !== spec)
      })
      .map(([name, spec]) => ({ name, version: lowestOf(name, spec), parent, dev })),
  )
}

function nearest(
  packages: Record<string, LockEntry>,
  from: string,
  name: string,
): LockEntry | undefined {
  return candidates(from, name)
    .map((location) => packages[location])
    .find((entry) => entry !== undefined)
}

/** Where npm looks for `name` from a package, nearest first. */
function candidates(from: string, name: string): [string, ...string[]] {
  const top = `node_modules/${name}`
  if (from === '' || from === '.') return [top]
  const above = candidates(posix.dirname(from), name)
  return posix.basename(from) === 'node_modules' ? above : [`${from}/${top}`, ...above]
}

/** At the top, as npm would; inside its parent when another version is in the way. */
function placeOf({ name, version, parent }: Wanted, packages: Record<string, LockEntry>): string {
  const found = nearest(packages, parent, name)
  const isFree = found === undefined || found.version === version
  return isFree ? `node_modules/${name}` : candidates(parent, name)[0]
}

/** Needed outside development as soon as one of its parents is. Keys in npm's order. */
function entryFor(sharers: Wanted[]): LockEntry {
  const [{ name, version } = { name: '', version: '' }] = sharers
  const { os, cpu, libc } = platformOf(name)
  return {
    version,
    cpu: [cpu],
    ...(sharers.every((wanted) => wanted.dev) && { dev: true }),
    ...(libc !== undefined && { libc: [libc] }),
    optional: true,
    ...(os !== undefined && { os: [os] }),
  }
}

function isExact(spec: string): boolean {
  return /^\d+\.\d+\.\d+(?:-[\w.-]+)?$/.test(spec)
}

function lowestOf(name: string, spec: string): string {
  const version = spec.replace(/^[\^~]/, '')
  if (isExact(version)) return version
  throw new Error(`Cannot choose a version of ${name} from "${spec}": pin its parent's dependency`)
}

async function main(isCheck: boolean): Promise<number> {
  const file = new URL('../package-lock.json', import.meta.url)
  const before = await readFile(file, 'utf8')
  const { lock, added } = completeLockfile(JSON.parse(before))
  const after = `${JSON.stringify(lock, undefined, 2)}\n`
  for (const location of added) console.log(`${isCheck ? 'missing' : 'added'} ${location}`)
  if (after === before) return 0
  if (isCheck) {
    console.error('package-lock.json is not complete: run `npm run lockfile` and commit it')
    return 1
  }
  await writeFile(file, after)
  return 0
}

if (import.meta.main) process.exitCode = await main(process.argv.includes('--check'))
