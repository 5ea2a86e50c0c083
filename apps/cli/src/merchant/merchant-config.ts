import { readFileSync } from 'node:fs'
import { POLL_SCHEDULE, REFERENCE_PREFIX_PATTERN, type OrderPolicy } from '@kvitt/domain'
import { CURRENCIES, HOUR_MS, MSN_PATTERN, parseMsn, SECOND_MS } from '@kvitt/values'
import { z } from 'zod'
import { CliError } from '../cli-error.ts'

const Text = z.string().min(1).max(500)
const Seconds = z.int().min(1)

const Policy = z.strictObject({
  capture: z.enum(['on-ship', 'when-authorized']).default('on-ship'),
  releaseRemainder: z.boolean().default(true),
  lateApproval: z.enum(['cancel', 'reinstate']).default('cancel'),
  warnBeforeHours: z.int().min(1).max(500).default(48),
  poll: z
    .strictObject({
      firstSeconds: Seconds,
      steps: z
        .array(z.strictObject({ untilSeconds: Seconds, everySeconds: Seconds }))
        .min(1)
        .max(10),
    })
    .exactOptional(),
})

const SalesUnit = z.strictObject({
  merchantSerialNumber: z.string().regex(MSN_PATTERN, 'must be 4 to 7 digits'),
  currency: z.enum(CURRENCIES),
  referencePrefix: z
    .string()
    .regex(REFERENCE_PREFIX_PATTERN, 'must be 6 to 20 letters, digits and hyphens'),
  clientId: Text,
  clientSecret: Text,
  subscriptionKey: Text,
})

const Config = z.strictObject({
  publicUrl: z.url(),
  provider: z.union([z.enum(['test', 'production']), z.url()]),
  host: Text.default('127.0.0.1'),
  port: z.int().min(0).max(65_535).default(8090),
  /** A directory for SQLite. */
  data: Text.default('./.kvitt-merchant'),
  /** PostgreSQL instead, for several nodes. */
  database: Text.exactOptional(),
  system: z
    .strictObject({ name: Text.max(30), version: Text.max(30) })
    .default({ name: 'kvitt', version: '1' }),
  salesUnits: z.array(SalesUnit).min(1).max(100),
  apiKeys: z
    .array(
      z.strictObject({
        name: Text,
        sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits in lower case'),
      }),
    )
    .min(1)
    .max(100),
  events: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be lower-case letters, digits, hyphens'),
        url: z.url(),
        secret: z.string().regex(/^whsec_[A-Za-z0-9+/=]{32,}$/, 'must be whsec_ and Base64'),
      }),
    )
    .max(20)
    .default([]),
  resultSecret: z.string().min(16).max(500),
  policy: Policy.prefault({}),
})
export type MerchantConfig = z.infer<typeof Config>

/**
 * Reads the configuration of a payment server. A text `${NAME}` stands for an environment variable,
 * so that no secret need be in the file.
 *
 * @throws CliError that names every member that is wrong, and shows no value
 */
export function readMerchantConfig(
  file: string,
  environment: Readonly<Record<string, string | undefined>>,
): MerchantConfig {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new CliError(`${file} cannot be read: ${(error as Error).message}`, 2)
  }
  return parseMerchantConfig(text, file, environment)
}

/** The configuration in a text; `file` is how refusals call it. */
export function parseMerchantConfig(
  text: string,
  file: string,
  environment: Readonly<Record<string, string | undefined>>,
): MerchantConfig {
  let value: unknown
  try {
    value = JSON.parse(text, (name, member: unknown) => substituted(name, member, environment))
  } catch (error) {
    if (error instanceof CliError) throw error
    throw new CliError(`${file} is not JSON: ${(error as Error).message}`, 2)
  }
  const parsed = Config.safeParse(value)
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map(
    ({ path, message }) => `  ${path.join('.') || 'the whole'}: ${message}`,
  )
  throw new CliError(`${file} is not right:\n${wrong.join('\n')}`, 2)
}

function substituted(
  member: string,
  value: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): unknown {
  const name = typeof value === 'string' ? /^\$\{(\w+)\}$/.exec(value)?.[1] : undefined
  if (name === undefined) return value
  const found = environment[name]
  if (found !== undefined && found !== '') return found
  throw new CliError(`${member} is to be taken from ${name}, which the environment has not.`, 2)
}

/** What orders are held to, in the domain's own units. */
export function orderPolicyOf({ policy }: MerchantConfig): OrderPolicy {
  const { warnBeforeHours, poll, ...rest } = policy
  return {
    ...rest,
    warnBeforeMs: warnBeforeHours * HOUR_MS,
    poll: poll
      ? {
          firstMs: poll.firstSeconds * SECOND_MS,
          steps: poll.steps.map(({ untilSeconds, everySeconds }) => ({
            untilAgeMs: untilSeconds * SECOND_MS,
            everyMs: everySeconds * SECOND_MS,
          })),
        }
      : POLL_SCHEDULE,
  }
}

/** The MSN of a sales unit, which the schema has looked at. */
export function msnOf({
  merchantSerialNumber,
}: MerchantConfig['salesUnits'][number]): NonNullable<ReturnType<typeof parseMsn>> {
  const msn = parseMsn(merchantSerialNumber)
  if (msn === undefined) throw new Error(`impossible: an MSN ${merchantSerialNumber}`)
  return msn
}
