/** The tree checks itself: what reviewers would otherwise have to remember. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import { test } from 'node:test'

/** What a workspace may depend on, by folder. A new arrow is a decision and gets a record. */
const ARROWS: Record<string, readonly string[]> = {
  values: [],
  domain: ['values'],
  contract: ['values'],
  // What provider and merchant do alike as servers, who never import each other.
  http: ['values'],
  store: ['values', 'domain'],
  provider: ['values', 'domain', 'contract', 'http', 'store'],
  sdk: ['contract'],
  merchant: ['values', 'domain', 'contract', 'http', 'store', 'sdk'],
  testing: ['values', 'domain', 'contract', 'store', 'provider'],
  cli: [
    'values',
    'domain',
    'contract',
    'http',
    'store',
    'provider',
    'sdk',
    'merchant',
    'shop',
    'web',
  ],
  // As any shop would be: it knows the payment server by its API alone.
  shop: [],
  web: ['contract'],
}
/** What the tests of every workspace may use besides. */
const TEST_ARROWS = ['testing']
/** Here time, randomness and everything else impure arrive as arguments. */
const PURE = ['values', 'domain']
const IMPURE = {
  'Date.now': /\bDate\.now\b/,
  'new Date()': /\bnew Date(?!\w|\s*\(\s*[^)\s])/,
  'Math.random': /\bMath\.random\b/,
  process: /\bprocess\./,
  fetch: /\bfetch\(/,
  console: /\bconsole\./,
}
const VAGUE = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'types'])
const DECISION_HEADINGS = ['Date', 'Status', 'Context', 'Decision', 'Consequences']
const LATER = ['TODO', 'FIXME', 'XXX']
const LINES_MAX = 500
const EXACT_VERSION = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/

type Manifest = {
  name: string
  version: string
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  exports?: Record<string, unknown>
}
type Workspace = { folder: string; short: string; manifest: Manifest }
type Reference = { path: string }

const ROOT = new URL('..', import.meta.url)
const FILES = execFileSync(
  'git',
  ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
  { cwd: ROOT, encoding: 'utf8' },
)
  .split('\0')
  .filter((file) => file !== '' && existsSync(new URL(file, ROOT)))
const ROOT_MANIFEST: Manifest = json('package.json')
const WORKSPACES: Workspace[] = FILES.filter((file) =>
  /^(?:packages|apps)\/[^/]+\/package\.json$/.test(file),
).map((file) => {
  const folder = posix.dirname(file)
  return { folder, short: posix.basename(folder), manifest: json(file) }
})

const filesIn = (folder: string): string[] => FILES.filter((file) => file.startsWith(`${folder}/`))
const isCode = (file: string): boolean => /\.(?:tsx?|[cm]?js)$/.test(file)
const isTest = (file: string): boolean =>
  /(?:\.test|-tests)\.tsx?$/.test(file) || /^(?:test|conformance|e2e|bench|fuzz)\//.test(file)
const isText = (file: string): boolean => !/\.(?:png|jpe?g|gif|ico|woff2?|db|p12)$/.test(file)
const shortOf = (name: string): string => name.replace('@kvitt/', '')

function read(file: string): string {
  return readFileSync(new URL(file, ROOT), 'utf8')
}

function json<T>(file: string): T {
  return JSON.parse(read(file))
}

function none(problems: string[], remedy: string): void {
  assert.ok(problems.length === 0, `${remedy}\n  ${problems.join('\n  ')}\n`)
}

/** Every line of every file that matches, as `file:line: text`. */
function linesWith(files: string[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) =>
        pattern.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 120)}`] : [],
      ),
  )
}

/** The code alone: comments dropped, what strings say blanked, what templates compute kept. */
function codeOf(source: string): string {
  const commentOrString =
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g
  return source.replace(commentOrString, (found) => {
    if (found.startsWith('/')) return ''
    return found.startsWith('`') ? (found.match(/\$\{[^}]*\}/g) ?? []).join(' ') : "''"
  })
}

function importsOf(file: string): string[] {
  const statement = /^(?:import|export)\b[^'"`]*?\bfrom\s+'([^']+)'|^import\s+'([^']+)'/gm
  const call = file.endsWith('.cjs')
    ? /\brequire(?:\.resolve)?\(\s*'([^']+)'/g
    : /\bimport(?:\.meta\.resolve)?\(\s*'([^']+)'/g
  const source = read(file)
  return [...source.matchAll(statement), ...source.matchAll(call)].map(
    ([, from, effect]) => from ?? effect ?? '',
  )
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

/** Why this import may not stand in this file, if it may not. */
function importProblem(
  file: string,
  specifier: string,
  home: string,
  declared: Set<string>,
): string | undefined {
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(file), specifier)
    const targetHome = /^(?:packages|apps)\/[^/]+/.exec(target)?.[0] ?? '.'
    if (targetHome !== home) return 'leaves its package: import the package by name'
    return /\.(?:tsx?|css)$/.test(specifier) ? undefined : 'does not end in .ts'
  }
  if (specifier.startsWith('node:')) return undefined
  if (isBuiltin(specifier)) return 'is a Node module: write node: before it'
  const name = packageOf(specifier)
  if (!declared.has(name)) return 'is not declared in package.json'
  const exported = WORKSPACES.find(({ manifest }) => manifest.name === name)?.manifest.exports ?? {}
  return name.startsWith('@kvitt/') && !(`.${specifier.slice(name.length)}` in exported)
    ? 'reaches into another package: use what its package.json exports'
    : undefined
}

function importProblems(files: string[], home: string, declared: Set<string>): string[] {
  return files.filter(isCode).flatMap((file) =>
    importsOf(file).flatMap((specifier) => {
      const problem = importProblem(file, specifier, home, declared)
      return problem === undefined ? [] : [`${file}: '${specifier}' ${problem}`]
    }),
  )
}

test('every workspace depends only on those that the table of arrows allows', () => {
  const problems = WORKSPACES.flatMap(({ folder, short, manifest }) => {
    const allowed = ARROWS[short]
    if (allowed === undefined) return [`${folder}: has no row in ARROWS`]
    const check = (names: Record<string, string> = {}, may: readonly string[]): string[] =>
      Object.keys(names)
        .filter((name) => name.startsWith('@kvitt/') && !may.includes(shortOf(name)))
        .map((name) => `${folder}/package.json: ${short} → ${shortOf(name)}`)
    return [
      ...check(manifest.dependencies, allowed),
      ...check(manifest.devDependencies, [...allowed, ...TEST_ARROWS]),
    ]
  })
  none(problems, 'Remove the dependency, or record the decision and add the arrow to ARROWS:')
})

test('a workspace imports only what it declares, and nothing of another one but its entries', () => {
  const rootDeclared = Object.keys({
    ...ROOT_MANIFEST.dependencies,
    ...ROOT_MANIFEST.devDependencies,
  })
  const problems = WORKSPACES.flatMap(({ folder, manifest }) => {
    const declared = new Set(Object.keys(manifest.dependencies ?? {}))
    const inTests = new Set([
      ...declared,
      ...Object.keys(manifest.devDependencies ?? {}),
      ...rootDeclared,
    ])
    const sources = filesIn(`${folder}/src`)
    return [
      ...importProblems(
        sources.filter((file) => !isTest(file)),
        folder,
        declared,
      ),
      ...importProblems(sources.filter(isTest), folder, inTests),
    ]
  })
  const outside = FILES.filter((file) =>
    /^(?:test|scripts|conformance|e2e|bench|fuzz)\//.test(file),
  )
  const all = new Set([...rootDeclared, ...WORKSPACES.map(({ manifest }) => manifest.name)])
  none([...problems, ...importProblems(outside, '.', all)], 'Correct these imports:')
})

test('tsconfig references are the dependencies between workspaces', () => {
  const referencesOf = (file: string): string[] =>
    json<{ references?: Reference[] }>(file).references?.map(({ path }) =>
      posix.join(posix.dirname(file), path),
    ) ?? []
  const expected = new Map<string, string[]>([
    ['tsconfig.json', [...WORKSPACES.map(({ folder }) => folder), 'tsconfig.tests.json']],
    ['tsconfig.tests.json', WORKSPACES.map(({ folder }) => folder)],
    ...WORKSPACES.map(({ folder, manifest }): [string, string[]] => [
      `${folder}/tsconfig.json`,
      WORKSPACES.filter((other) => other.manifest.name in (manifest.dependencies ?? {})).map(
        (other) => other.folder,
      ),
    ]),
  ])
  const problems = [...expected].flatMap(([file, wanted]) => {
    const found = new Set(referencesOf(file))
    const missing = wanted.filter((path) => !found.has(path))
    const idle = [...found].filter((path) => !wanted.includes(path))
    return [
      ...missing.map((path) => `${file}: add a reference to ${path}`),
      ...idle.map((path) => `${file}: remove the reference to ${path}, or declare the dependency`),
    ]
  })
  none(problems, 'Bring the references in step with the package.json files:')
})

test('each package has one index.ts, of named re-exports only', () => {
  const problems = WORKSPACES.filter(({ folder }) => folder.startsWith('packages/')).flatMap(
    ({ folder }) => {
      const index = `${folder}/src/index.ts`
      const indexes = filesIn(folder).filter((file) => posix.basename(file) === 'index.ts')
      if (!indexes.includes(index)) return [`${index}: is missing`]
      const barrels = indexes.filter((file) => file !== index).map((file) => `${file}: a barrel`)
      const rest = codeOf(read(index)).replace(
        /export (?:type )?\{[^}*]*\}(?: from ''|(?=\s*$))/g,
        '',
      )
      const [extra] = rest.trim().split('\n')
      return extra === '' ? barrels : [...barrels, `${index}: not a named re-export: ${extra}`]
    },
  )
  none(problems, 'Name every export as `export { a, type B } from …`, in src/index.ts alone:')
})

test('values and domain read no clock, no randomness and nothing of Node', () => {
  const sources = PURE.flatMap((name) => filesIn(`packages/${name}/src`)).filter(
    (file) => isCode(file) && !isTest(file),
  )
  const problems = sources.flatMap((file) => {
    const code = codeOf(read(file))
    const used = Object.entries(IMPURE).filter(([, pattern]) => pattern.test(code))
    const modules = importsOf(file).filter(isBuiltin)
    return [...used.map(([name]) => name), ...modules].map((what) => `${file}: ${what}`)
  })
  none(problems, 'Pass it as an argument: what is impure arrives from outside:')
})

test('names are in kebab-case and say what a file holds', () => {
  const isKebab = (segment: string): boolean => /^\.?[a-z0-9]+(?:[.-][a-z0-9]+)*$/.test(segment)
  const isCustomary = (file: string): boolean =>
    /^(?:[A-Z]+\.md|LICENSE|Dockerfile)$/.test(posix.basename(file))
  const problems = FILES.flatMap((file) => {
    const segments = (isCustomary(file) ? posix.dirname(file) : file).split('/')
    const odd = segments.filter((segment) => segment !== '.' && !isKebab(segment))
    const vague = segments.filter((segment) => VAGUE.has(segment.split('.')[0] ?? ''))
    return [
      ...odd.map((segment) => `${file}: ${segment} is not in kebab-case`),
      ...vague.map((segment) => `${file}: ${segment} says nothing: name the one thing it holds`),
    ]
  })
  none(problems, 'Rename:')
})

test('nothing is left for later, and no test runs alone', () => {
  const sources = FILES.filter((file) => isCode(file) || /\.(?:sql|sh|css|html)$/.test(file))
  const later = new RegExp(`(?://|\\*|#|--).*\\b(?:${LATER.join('|')})\\b`)
  none(linesWith(sources, later), 'Do it now, or open an issue:')
  none(linesWith(sources.filter(isTest), /\.only\(|\bonly: true\b/), 'Let all tests run:')
})

test('every lint exception says why', () => {
  const problems = FILES.filter(isCode).flatMap((file) => {
    const lines = read(file).split('\n')
    return lines.flatMap((line, index) => {
      const isException = /(?:ox|es)lint-disable/.test(line)
      const isExplained = / -- \S/.test(line) || /^\s*(?:\/\/|\*)/.test(lines[index - 1] ?? '')
      return isException && !isExplained ? [`${file}:${index + 1}: ${line.trim()}`] : []
    })
  })
  none(problems, 'Say why after ` -- `, or in a comment on the line above:')
})

test('product code does not know where its specification is kept', () => {
  const product = FILES.filter((file) => isText(file) && !isTest(file))
  none(linesWith(product, /\.\.\/shared\b/), 'Cite the public documentation instead:')
})

test('decision records are numbered without gaps and share one form', () => {
  const records = filesIn('docs/decisions').filter((file) => !file.endsWith('/000-template.md'))
  const problems = records.toSorted().flatMap((file, index) => {
    const number = String(index + 1).padStart(3, '0')
    const headings = [...read(file).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)
    const isNamed = new RegExp(`^${number}-[a-z0-9]+(?:-[a-z0-9]+)*\\.md$`).test(
      posix.basename(file),
    )
    return [
      ...(isNamed ? [] : [`${file}: expected the name ${number}-….md`]),
      ...(headings.join() === DECISION_HEADINGS.join()
        ? []
        : [`${file}: headings are ${headings.join(', ') || 'missing'}`]),
    ]
  })
  none(problems, `Number in order; headings are ${DECISION_HEADINGS.join(', ')}:`)
})

test('links between documents lead somewhere', () => {
  const tracked = new Set(FILES)
  const exists = (path: string): boolean =>
    path === '.' || tracked.has(path) || filesIn(path.replace(/\/$/, '')).length > 0
  const problems = FILES.filter((file) => file.endsWith('.md')).flatMap((file) => {
    const prose = read(file)
      .replace(/^(```|~~~)[\s\S]*?^\1/gm, '')
      .replace(/`[^`\n]*`/g, '')
    const inline = prose.matchAll(/\]\(\s*<?([^)\s>]+)/g)
    const defined = prose.matchAll(/^\[[^\]]+\]:\s+<?([^\s>]+)/gm)
    return [...inline, ...defined]
      .map(([, target = '']) => decodeURI(target))
      .filter((target) => !/^(?:[a-z][a-z+.-]*:|#)/i.test(target))
      .filter((target) => !exists(posix.join(posix.dirname(file), target.replace(/[#?].*$/, ''))))
      .map((target) => `${file}: ${target}`)
  })
  none(problems, 'Link to a file of this repository, relative to the document:')
})

test(`no file of code is longer than ${LINES_MAX} lines`, () => {
  const problems = FILES.filter((file) => /\.tsx?$/.test(file)).flatMap((file) => {
    const lines = read(file).trimEnd().split('\n').length
    return lines > LINES_MAX ? [`${file}: ${lines} lines`] : []
  })
  none(problems, 'Split it where a second thing begins:')
})

test('nothing names a package registry or a path of one machine', () => {
  const texts = FILES.filter(isText)
  const host =
    /registry\.(?:npmjs\.org|yarnpkg\.com|npmmirror\.com)|npm\.(?:pkg\.github\.com|jsr\.io)|^\s*(?:@[\w-]+:)?registry\s*=/
  none(linesWith(texts, host), 'Leave the registry to the machine; run `npm run lockfile`:')
  const product = texts.filter((file) => !isTest(file))
  const tarball = /https?:\/\/[^\s"']+\/-\/[^\s"']+\.tgz/
  none(linesWith(product, tarball), 'Leave the registry to the machine; run `npm run lockfile`:')
  const path = /(?<![\w.:~-])\/(?:work|root|tmp|home|Users)\//
  none(linesWith(product, path), 'Make the path relative, or take it from the environment:')
})

test('every workspace has the version of the repository, and every dependency an exact one', () => {
  const { version } = ROOT_MANIFEST
  const manifests = [
    { file: 'package.json', manifest: ROOT_MANIFEST },
    ...WORKSPACES.map(({ folder, manifest }) => ({ file: `${folder}/package.json`, manifest })),
  ]
  const problems = manifests.flatMap(({ file, manifest }) => {
    const wanted = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    return [
      ...(manifest.version === version ? [] : [`${file}: version is ${manifest.version}`]),
      ...wanted
        .filter(([name, spec]) =>
          name.startsWith('@kvitt/') ? spec !== version : !EXACT_VERSION.test(spec),
        )
        .map(([name, spec]) => `${file}: ${name} is "${spec}"`),
    ]
  })
  none(problems, `Use ${version} for all of @kvitt, and exact versions for everything else:`)
})

test('the README says what CI runs', (t) => {
  if (!FILES.includes('README.md')) return t.skip('there is no README.md yet')
  const readme = read('README.md')
  const problems = read('.ci/run')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(?:#|set |cd )/.test(line))
    .filter((command) => !readme.includes(command))
  none(problems, 'Say these commands of .ci/run in README.md:')
})
