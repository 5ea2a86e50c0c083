import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { CliError } from './cli-error.ts'
import { jsonFault } from './json-fault.ts'

/** What the process was started with. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads a configuration. A text `${NAME}` stands for an environment variable, so that no secret
 * need be in the file.
 *
 * @throws CliError that names every member that is wrong, and shows no value
 */
export function readConfigFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  environment: Environment,
): z.infer<Schema> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new CliError(`${file} cannot be read: ${(error as Error).message}`, 2)
  }
  return parseConfig(text, { file, schema, environment })
}

/** The configuration in a text; `file` is how refusals call it. */
export function parseConfig<Schema extends z.ZodType>(
  text: string,
  { file, schema, environment }: ConfigSource<Schema>,
): z.infer<Schema> {
  // Some editors begin a file with a byte order mark, which is no JSON.
  const json = text.replace(/^\uFEFF/, '')
  let value: unknown
  try {
    value = JSON.parse(json, (name, member: unknown) => substituted(name, member, environment))
  } catch (error) {
    if (error instanceof CliError) throw error
    // What the engine says quotes what stands there, which may be a secret.
    throw new CliError(`${file} is not JSON: ${jsonFault(json) ?? 'it has an odd character'}.`, 2)
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map(
    ({ path, message }) => `  ${path.join('.') || 'the whole'}: ${message}`,
  )
  throw new CliError(`${file} is not right:\n${wrong.join('\n')}`, 2)
}

interface ConfigSource<Schema extends z.ZodType> {
  readonly file: string
  readonly schema: Schema
  readonly environment: Environment
}

function substituted(member: string, value: unknown, environment: Environment): unknown {
  const name = typeof value === 'string' ? /^\$\{(\w+)\}$/.exec(value)?.[1] : undefined
  if (name === undefined) return value
  const found = environment[name]
  if (found !== undefined && found !== '') return found
  throw new CliError(`${member} is to be taken from ${name}, which the environment has not.`, 2)
}
