import { POLL_SCHEDULE, REFERENCE_PREFIX_PATTERN, type OrderPolicy } from '@kvitt/domain'
import { BANK_EVES, CURRENCIES, HOUR_MS, MSN_PATTERN, parseMsn, SECOND_MS } from '@kvitt/values'
import { z } from 'zod'
import { parseConfig, readConfigFile, type Environment } from '../config-file.ts'
import { ConsoleConfig } from './console-config.ts'

const Text = z.string().min(1).max(500)
const Seconds = z.int().min(1)
const HTTP = /^https?$/
const WebUrl = z.url({ protocol: HTTP, error: 'must be a URL with http:// or https://' })

const Policy = z.strictObject({
  capture: z.enum(['on-ship', 'when-authorized']).default('on-ship'),
  releaseRemainder: z.boolean().default(true),
  lateApproval: z.enum(['cancel', 'reinstate']).default('cancel'),
  warnBeforeHours: z.int().min(1).max(500).default(48),
  banksClosedOn: z.array(z.enum(BANK_EVES)).max(BANK_EVES.length).exactOptional(),
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
  name: z.string().min(1).max(50).exactOptional(),
  referencePrefix: z
    .string()
    .regex(REFERENCE_PREFIX_PATTERN, 'must be 6 to 20 letters, digits and hyphens'),
  clientId: Text,
  clientSecret: Text,
  subscriptionKey: Text,
})

/** Whether an order's currency and name lead to one sales unit: the first of a currency needs none. */
function areToldApart(units: readonly z.infer<typeof SalesUnit>[]): boolean {
  return units.every(({ currency, name }, index) =>
    units.slice(0, index).every((other) => {
      if (other.currency !== currency) return true
      return name !== undefined && other.name !== name
    }),
  )
}

function hasNoPath(url: string): boolean {
  const { pathname, search, hash } = new URL(url)
  return pathname === '/' && search === '' && hash === ''
}

function areDifferent(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length
}

const Config = z.strictObject({
  publicUrl: WebUrl.refine(hasNoPath, {
    // A refinement is tried of a text that is no URL as well.
    when: ({ issues }) => issues.length === 0,
    error: 'must have no path: the server has a host, or a port, of its own',
  }),
  provider: z.union([
    z.enum(['test', 'production']),
    z.url({ protocol: HTTP, error: 'must be test, production, or a URL with http:// or https://' }),
  ]),
  host: Text.default('127.0.0.1'),
  port: z.int().min(0).max(65_535).default(8090),
  /** A directory for SQLite. */
  data: Text.default('./.kvitt-merchant'),
  /** PostgreSQL instead, for several nodes. */
  database: Text.exactOptional(),
  system: z
    .strictObject({ name: Text.max(30), version: Text.max(30) })
    .default({ name: 'kvitt', version: '1' }),
  salesUnits: z
    .array(SalesUnit)
    .min(1)
    .max(100)
    .refine(areToldApart, { error: 'two of one currency have the same name, or none' })
    .refine((units) => areDifferent(units.map((unit) => unit.merchantSerialNumber)), {
      error: 'two have the same merchantSerialNumber',
    }),
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
        url: WebUrl,
        secret: z.string().regex(/^whsec_[A-Za-z0-9+/=]{32,}$/, 'must be whsec_ and Base64'),
      }),
    )
    .max(20)
    .refine((endpoints) => areDifferent(endpoints.map(({ id }) => id)), {
      error: 'two have the same id',
    })
    .default([]),
  resultSecret: z.string().min(16).max(500),
  /** Where the customer finds an order; `{number}` stands for its number. */
  confirmationUrl: z
    .string()
    .max(2_000)
    .regex(/^https:\/\/\S+$/, 'must begin with https://')
    .exactOptional(),
  policy: Policy.prefault({}),
  /** What was paid out, where the provider settles. */
  settlements: z.strictObject({ import: z.boolean().default(true) }).prefault({}),
  console: ConsoleConfig.exactOptional(),
})
export type MerchantConfig = z.infer<typeof Config>

/**
 * Reads the configuration of a payment server.
 *
 * @throws CliError that names every member that is wrong, and shows no value
 */
export function readMerchantConfig(file: string, environment: Environment): MerchantConfig {
  return readConfigFile(file, Config, environment)
}

/** The configuration in a text; `file` is how refusals call it. */
export function parseMerchantConfig(
  text: string,
  file: string,
  environment: Environment,
): MerchantConfig {
  return parseConfig(text, { file, schema: Config, environment })
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
