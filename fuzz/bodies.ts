import fc from 'fast-check'
import { isObject, type JsonObject } from '../conformance/documents/json.ts'
import { absurdTexts, absurdValues } from './absurd-values.ts'
import { valuesOf, type Hints } from './schema-values.ts'

/** How deep inside a value things are changed. */
const CHANGED_DEPTH_MAX = 6
const BEYOND_THE_LIMIT_BYTES = 1_100_000

/** A body as it goes over the wire, text or bytes that are none. */
export type Body = string | Uint8Array<ArrayBuffer>

/** One thing that is wrong with an otherwise good value. */
type Mutation =
  | { readonly kind: 'remove' | 'wrap' | 'text' | 'empty' }
  | { readonly kind: 'replace'; readonly by: unknown }
  | { readonly kind: 'add'; readonly name: string; readonly by: unknown }

type Path = readonly (string | number)[]

/** Bodies for an operation: most are good or nearly so, some are not even JSON. */
export function bodiesOf(schema: JsonObject, hints: Hints): fc.Arbitrary<Body> {
  const good = valuesOf(schema, hints)
  const nearlyGood = fc
    .tuple(good, fc.array(fc.tuple(fc.nat(), mutations), { minLength: 1, maxLength: 3 }))
    .map(([value, changes]) => changes.reduce(mutated, value))
  return fc.oneof(
    { weight: 60, arbitrary: good.map(textOf) },
    { weight: 40, arbitrary: nearlyGood.map(textOf) },
    { weight: 6, arbitrary: absurdValues.map(textOf) },
    { weight: 12, arbitrary: fc.tuple(good, spoilings).map(([value, spoil]) => spoil(value)) },
  )
}

const mutations: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('remove', 'wrap', 'text', 'empty') }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('replace'), by: absurdValues }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('add'),
      name: fc.oneof(fc.constantFrom('__proto__', 'constructor', 'toString', ''), absurdTexts),
      by: absurdValues,
    }),
  },
)

/** What can go wrong between a value and its bytes. */
const spoilings: fc.Arbitrary<(value: unknown) => Body> = fc.oneof(
  fc.constantFrom<((value: unknown) => Body)[]>(
    () => '',
    () => ' \r\n\t',
    () => '[]',
    () => 'null',
    () => 'NaN',
    () => '{"amount":',
    () => `{"a":1e999,"b":${'9'.repeat(400)}}`,
    () => '['.repeat(100_000),
    (value) => `\ufeff${textOf(value)}`,
    (value) => `${textOf(value)} trailing`,
    (value) => `${textOf(value)},`,
    (value) => textOf(value).replaceAll('"', "'"),
    (value) => textOf(textOf(value)),
    (value) => twice(textOf(value)),
    (value) => encodeURIComponent(textOf(value)),
    (value) => `${' '.repeat(BEYOND_THE_LIMIT_BYTES)}${textOf(value)}`,
    (value) => Buffer.from(textOf(value), 'utf16le'),
    (value) => Buffer.concat([Buffer.from(textOf(value)), Buffer.from([0xff, 0xc0, 0x80])]),
    (value) => Buffer.from(textOf(value).replace('":"', '":"\u00ff'), 'latin1'),
  ),
  fc.nat(300).map((length) => (value: unknown) => textOf(value).slice(0, length)),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => () => Uint8Array.from(bytes)),
)

/** Every member of an object a second time, with another value. */
function twice(text: string): string {
  return text.replace(/^\{(.+)\}$/s, (_, members: string) => `{${members},${members}}`)
}

function textOf(value: unknown): string {
  return JSON.stringify(value) ?? ''
}

function mutated(value: unknown, [index, mutation]: readonly [number, Mutation]): unknown {
  const paths = pathsIn(value)
  return changedAt(value, paths[index % paths.length] ?? [], mutation)
}

function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (path.length === CHANGED_DEPTH_MAX) return [path]
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((each, index) => [index, each] as const)
    : isObject(value)
      ? Object.entries(value)
      : []
  return [path, ...entries.flatMap(([step, member]) => pathsIn(member, [...path, step]))]
}

function changedAt(value: unknown, [step, ...rest]: Path, mutation: Mutation): unknown {
  if (step === undefined) return changed(value, mutation)
  const isRemoved = rest.length === 0 && mutation.kind === 'remove'
  if (Array.isArray(value)) {
    return isRemoved
      ? value.filter((_, index) => index !== step)
      : value.map((each, index) => (index === step ? changedAt(each, rest, mutation) : each))
  }
  const members = isObject(value) ? Object.entries(value) : []
  return Object.fromEntries(
    members.flatMap(([name, member]) => {
      if (name !== step) return [[name, member]]
      return isRemoved ? [] : [[name, changedAt(member, rest, mutation)]]
    }),
  )
}

function changed(value: unknown, mutation: Mutation): unknown {
  if (mutation.kind === 'replace') return mutation.by
  if (mutation.kind === 'wrap') return [value]
  if (mutation.kind === 'text') return typeof value === 'string' ? Number(value) : textOf(value)
  if (mutation.kind === 'add') {
    return isObject(value) ? { ...value, [mutation.name]: mutation.by } : mutation.by
  }
  return Array.isArray(value) ? [] : typeof value === 'string' ? '' : {}
}
