import type { z } from 'zod'
import { boundsOf, type Bounds } from './bounds-of.ts'

/** One entry of a problem's `extraDetails`. */
export interface ExtraDetail {
  readonly name: string
  readonly reason: string
}

/** How many violations one answer lists; a client mends the first ones first. */
export const REASONS_MAX = 50

/** What JSON calls types that the schemas have other names for. */
const JSON_TYPE_OF: Readonly<Record<string, string>> = { int: 'integer', record: 'object' }

interface Wording {
  /** `dottedName` unless given. */
  readonly nameOf?: (path: readonly PropertyKey[]) => string
  /** What the body was held against: with it, a sentence names both ends of what is allowed. */
  readonly schema?: z.ZodType
}

/**
 * Words what a schema found wrong as the real service does: one entry per field, its JSON path as
 * the name and the sentence of a .NET data annotation as the reason.
 */
export function reasonsOf(
  error: z.ZodError,
  body: unknown,
  { nameOf = dottedName, schema }: Wording = {},
): readonly ExtraDetail[] {
  return error.issues.slice(0, REASONS_MAX).map((issue) => {
    const name = nameOf(issue.path)
    const bounds = (): Bounds | undefined => schema && boundsOf(schema, issue.path)
    return { name, reason: reasonOf(issue, capitalised(name), valueAt(body, issue.path), bounds) }
  })
}

/** `orderLines.0.totalAmount` */
function dottedName(path: readonly PropertyKey[]): string {
  return path.join('.') || 'body'
}

/** `OrderLines[0].TotalAmount`, as the Order Management API names what is wrong. */
export function pascalName(path: readonly PropertyKey[]): string {
  const steps = path.map((step) =>
    typeof step === 'number' ? `[${step}]` : `.${capitalised(String(step))}`,
  )
  return steps.join('').replace(/^\./, '') || 'Body'
}

function reasonOf(
  issue: z.core.$ZodIssue,
  field: string,
  value: unknown,
  bounds: () => Bounds | undefined,
): string {
  if (value === undefined && issue.code !== 'custom') return `The ${field} field is required.`
  if (issue.code === 'invalid_format') {
    return issue.format === 'regex' && issue.pattern !== undefined
      ? `The field ${field} must match the regular expression '${issue.pattern.slice(1, -1)}'.`
      : `The field ${field} is not a valid ${issue.format}.`
  }
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    return boundReason(issue, field, bounds())
  }
  if (issue.code === 'invalid_type') {
    const type = JSON_TYPE_OF[issue.expected] ?? issue.expected
    return `The field ${field} must be of type ${type}.`
  }
  if (issue.code === 'invalid_value') {
    return `The field ${field} must be one of ${issue.values.map(String).join(', ')}.`
  }
  return issue.message
}

function boundReason(
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  field: string,
  bounds: Bounds | undefined,
): string {
  if (bounds && issue.origin !== 'array') {
    const { minimum, maximum } = bounds
    return issue.origin === 'string'
      ? `The field ${field} must be a string with a minimum length of ${minimum} and a maximum length of ${maximum}.`
      : `The field ${field} must be between ${minimum} and ${maximum}.`
  }
  const bound = issue.code === 'too_small' ? issue.minimum : issue.maximum
  const side = issue.code === 'too_small' ? 'minimum' : 'maximum'
  return issue.origin === 'string'
    ? `The field ${field} must be a string with a ${side} length of ${String(bound)}.`
    : issue.origin === 'array'
      ? `The field ${field} must have a ${side} of ${String(bound)} entries.`
      : `The field ${field} must have a ${side} of ${String(bound)}.`
}

/** Only the sentence capitalises the name; the entry's own name keeps its spelling. */
function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let value = body
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<PropertyKey, unknown>)[step]
  }
  return value
}
