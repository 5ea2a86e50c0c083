import { z } from 'zod'

/** Moves the named schemas that a schema uses to `components`, so that each is shown once. */
export function schemaReference(
  schema: z.ZodType,
  io: 'input' | 'output',
  schemas: Map<string, unknown>,
): unknown {
  const {
    $defs,
    $schema: _dialect,
    ...root
  } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    reused: 'inline',
  })
  for (const [name, definition] of Object.entries($defs ?? {})) {
    schemas.set(name, withComponentReferences(definition))
  }
  return withComponentReferences(root)
}

function withComponentReferences(value: unknown): unknown {
  const text = JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/')
  return JSON.parse(text, (key, member: unknown) =>
    key === 'id' && typeof member === 'string' ? undefined : member,
  )
}
