import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { z } from 'zod'
import { CreatePaymentRequest } from './epayment/schemas.ts'
import { reasonsOf, type ExtraDetail } from './reasons.ts'

/** What is said of a body that does not fit. */
function reasons(schema: z.ZodType, body: unknown): readonly ExtraDetail[] {
  const { error } = schema.safeParse(body)
  assert.ok(error, 'the body fits')
  return reasonsOf(error, body, { schema })
}

const SENTENCES: Readonly<Record<string, readonly [schema: z.ZodType, value: unknown, string]>> = {
  'is missing': [z.string(), undefined, 'The A.b field is required.'],
  'is missing, whatever it may be': [
    z.union([z.string(), z.number()]),
    undefined,
    'The A.b field is required.',
  ],
  'is of another type': [z.string(), 7, 'The field A.b must be of type string.'],
  'is null': [z.number(), null, 'The field A.b must be of type number.'],
  'is no whole number': [z.int(), 1.5, 'The field A.b must be of type integer.'],
  'is a list instead of a map': [
    z.record(z.string(), z.string()),
    [],
    'The field A.b must be of type object.',
  ],
  'is not one of several': [
    z.enum(['NOK', 'DKK']),
    'SEK',
    'The field A.b must be one of NOK, DKK.',
  ],
  'does not look right': [
    z.string().regex(/^\d+$/),
    'x',
    "The field A.b must match the regular expression '^\\d+$'.",
  ],
  'has not the form of its name': [z.uuid(), 'x', 'The field A.b is not a valid uuid.'],
  'is too short': [
    z.string().min(3),
    'x',
    'The field A.b must be a string with a minimum length of 3.',
  ],
  'is too long': [
    z.string().max(3),
    'long',
    'The field A.b must be a string with a maximum length of 3.',
  ],
  'has too few entries': [
    z.array(z.string()).min(1),
    [],
    'The field A.b must have a minimum of 1 entries.',
  ],
  'has too many entries': [
    z.array(z.string()).max(1),
    ['a', 'b'],
    'The field A.b must have a maximum of 1 entries.',
  ],
  'is too small': [z.number().min(0), -1, 'The field A.b must have a minimum of 0.'],
  'is shorter than one of two lengths': [
    z.string().min(3).max(100),
    'x',
    'The field A.b must be a string with a minimum length of 3 and a maximum length of 100.',
  ],
  'is larger than one of two bounds': [
    z.int().min(0).max(100).nullish(),
    101,
    'The field A.b must be between 0 and 100.',
  ],
  'is whole and too small': [z.int().min(1), 0, 'The field A.b must have a minimum of 1.'],
  'is too large': [z.number().max(100), 101, 'The field A.b must have a maximum of 100.'],
  'breaks a rule with words of its own': [
    z.string().refine(() => false, { error: 'Not on a Sunday.' }),
    'x',
    'Not on a Sunday.',
  ],
}

describe('the reason says of a field that', () => {
  for (const [what, [schema, value, reason]] of Object.entries(SENTENCES)) {
    test(`it ${what}`, () => {
      const found = reasons(z.object({ a: z.object({ b: schema }) }), { a: { b: value } })
      assert.deepEqual(found, [{ name: 'a.b', reason }])
    })
  }
})

describe('the reasons', () => {
  test('name the path as it was sent, entries of a list by their number', () => {
    const schema = z.object({ lines: z.array(z.object({ name: z.string() })) })
    assert.deepEqual(reasons(schema, { lines: [{ name: 'one' }, {}] }), [
      { name: 'lines.1.name', reason: 'The Lines.1.name field is required.' },
    ])
  })

  test('name both bounds, however deep and under whatever name the schema is kept', () => {
    const item = z.object({ size: z.int().min(100).max(2_000).nullish() }).meta({ id: 'SizedItem' })
    const schema = z.object({ items: z.array(item), also: item.nullish() })
    const between = 'must be between 100 and 2000.'
    assert.deepEqual(reasons(schema, { items: [{}, { size: 99 }], also: { size: 2_001 } }), [
      { name: 'items.1.size', reason: `The field Items.1.size ${between}` },
      { name: 'also.size', reason: `The field Also.size ${between}` },
    ])
  })

  test('are one-sided where nobody says what was asked for', () => {
    const { error } = z.string().min(3).max(5).safeParse('x')
    assert.match(error ? (reasonsOf(error, 'x')[0]?.reason ?? '') : '', /minimum length of 3\.$/)
  })

  test('call what has no path the body', () => {
    const object = z.object({})
    assert.deepEqual(reasons(object, []), [
      { name: 'body', reason: 'The field Body must be of type object.' },
    ])
    assert.deepEqual(reasons(object, undefined), [
      { name: 'body', reason: 'The Body field is required.' },
    ])
  })

  test('are those of every field at once, in the order of the schema', () => {
    const found = reasons(CreatePaymentRequest, { reference: 'short', paymentMethod: {} })
    assert.deepEqual(
      found.map(({ name }) => name),
      ['amount', 'paymentMethod.type', 'reference', 'userFlow'],
    )
  })

  test('are 50 at the most', () => {
    const body = { orderLines: Array.from({ length: 200 }, () => 'none') }
    const schema = z.object({ orderLines: z.array(z.number()) })
    const found = reasons(schema, body)
    assert.equal(found.length, 50)
    assert.equal(found.at(-1)?.name, 'orderLines.49')
  })

  test('survive a body that has a value where the schema wants something deeper', () => {
    const schema = z.object({ a: z.object({ b: z.object({ c: z.string() }) }) })
    assert.deepEqual(
      [{ a: 7 }, { a: null }, { a: { b: 'text' } }].map((body) => reasons(schema, body)[0]?.name),
      ['a', 'a', 'a.b'],
    )
  })

  test('survive a rule about a field of what is null', () => {
    const schema = z.object({ a: z.null() }).superRefine((_, context) => {
      context.addIssue({ code: 'custom', path: ['a', 'b'], message: 'Say b.' })
    })
    assert.deepEqual(reasons(schema, { a: null }), [{ name: 'a.b', reason: 'Say b.' }])
  })
})
