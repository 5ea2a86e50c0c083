import fc from 'fast-check'

const LONG = 70_000
const DEEP = 1_000

/** Texts that have broken somebody's server before. */
const TEXTS = [
  '',
  ' ',
  '\u0000',
  '\r\nX-Injected: yes',
  '\u001b[2J',
  '\ufeff',
  '\u202e',
  '\ud800',
  '💰'.repeat(20),
  'å'.repeat(64),
  "' OR 1=1 --",
  '<script>alert(1)</script>',
  '${jndi:ldap://x}',
  '{{reference}}',
  '../../etc/passwd',
  '%00',
  '%',
  'null',
  'undefined',
  '[object Object]',
  '__proto__',
  'constructor',
  'NaN',
  '-0',
  '1e999',
  '0x10',
  '2026-13-45T25:61:61Z',
  '+4712345678',
  'http://localhost:1/_kvitt/v1/reset',
] as const

const NUMBERS = [
  0,
  -0,
  -1,
  0.1,
  0.5,
  49_900.0000001,
  1.005 * 100,
  65_000_000,
  65_000_001,
  2 ** 31,
  2 ** 53,
  -(2 ** 53),
  2 ** 63,
  1e300,
  5e-324,
] as const

export const absurdTexts: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<string>(...TEXTS) },
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.integer({ min: 65, max: LONG }).map((length) => 'x'.repeat(length)) },
)

/** Any JSON where something in particular is expected. */
export const absurdValues: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: absurdTexts },
  { weight: 5, arbitrary: fc.constantFrom<number>(...NUMBERS) },
  { weight: 3, arbitrary: fc.double() },
  { weight: 2, arbitrary: fc.constantFrom(null, true, false, [], {}, [[]], [null], '49900') },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.array(fc.constant({}), { minLength: 200, maxLength: 2_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 50, max: DEEP }).map(nested) },
)

/** Values that a header can carry: what HTTP forbids never leaves a client. */
export const absurdHeaderValues: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('', ' ', '0', '-1', '0x1', 'null', '%00', 'a,b', '"') },
  { weight: 3, arbitrary: fc.stringMatching(/^[\t\u0020-\u007e\u00a0-\u00ff]{0,60}$/) },
  { weight: 2, arbitrary: fc.integer({ min: 31, max: 4_000 }).map((length) => 'x'.repeat(length)) },
)

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value }
  return value
}
