import { sendThrough, type Fetch, type Send } from './attempt.ts'
import { systemClock, type Clock } from './clock.ts'
import { KvittError, type ErrorDetail } from './kvitt-error.ts'
import type { Logger } from './logger.ts'
import { VERSION } from './version.ts'

/** Where the APIs are. */
export const BASE_URLS = {
  test: 'https://apitest.vipps.no',
  production: 'https://api.vipps.no',
} as const

/** Which solution calls: sent with every request, at most 30 characters each. */
export interface SystemInfo {
  readonly name: string
  readonly version: string
  /** The name of the system when left out. */
  readonly pluginName?: string | undefined
  /** The version of the system when left out. */
  readonly pluginVersion?: string | undefined
}

export interface ClientOptions {
  readonly clientId: string
  readonly clientSecret: string
  /** The primary or the secondary one. */
  readonly subscriptionKey: string
  /** The sales unit that is acted for: 4 to 7 digits. */
  readonly merchantSerialNumber: string
  /** `BASE_URLS.test`, `BASE_URLS.production`, or where a Kvitt listens. */
  readonly baseUrl: string | URL
  readonly system: SystemInfo
  /** `fetch` of the platform unless given. */
  readonly fetch?: Fetch | undefined
  readonly clock?: Clock | undefined
  /** At least 0 and below 1; spreads retries. */
  readonly random?: (() => number) | undefined
  readonly logger?: Logger | undefined
  readonly timeouts?: Timeouts | undefined
  /** How often one call is sent at the most, from 1 to 5; 4 unless given. */
  readonly attemptsMax?: number | undefined
}

export interface Timeouts {
  /** How long one attempt may take, in ms; 15 s unless given, 5 s to 100 s. */
  readonly attemptMs?: number | undefined
  /** How long a call with all its attempts may take, in ms; 60 s unless given, 5 min at the most. */
  readonly callMs?: number | undefined
}

/** The options with everything decided. */
export interface Configuration {
  readonly baseUrl: string
  readonly clientId: string
  readonly clientSecret: string
  /** On every request, the token's included. */
  readonly commonHeaders: Readonly<Record<string, string>>
  readonly subscriptionKey: string
  readonly merchantSerialNumber: string
  readonly send: Send
  readonly clock: Clock
  readonly random: () => number
  readonly logger: Logger | undefined
  readonly attemptMs: number
  readonly callMs: number
  readonly attemptsMax: number
}

const SYSTEM_LENGTH_MAX = 30
/** Changes of one payment are let through five times a minute. */
const ATTEMPTS_MAX = 5
const HEADER_VALUE = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/
/** Hosts that are this machine, this network, or a neighbouring container. */
const NEAR_HOST =
  /^(?:[^.]+|\[::1\]|127\.[\d.]+|10\.[\d.]+|192\.168\.[\d.]+|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+|.+\.(?:localhost|local|internal|test))$/

/**
 * Checks the options and fills in what was left out.
 *
 * @throws KvittError `invalidInput` that names every option that is wrong, and no secret
 */
export function configurationOf(given: ClientOptions): Configuration {
  // Programs without types leave out what the types demand: that is named like the rest.
  const options: ClientOptions = { ...given, system: { ...given?.system } }
  const { system, timeouts, attemptsMax = 4 } = options
  const { attemptMs = 15_000, callMs = 60_000 } = timeouts ?? {}
  const details = [
    ...checkKeys(options),
    ...checkBaseUrl(options.baseUrl),
    ...checkSystem(system),
    ...checkNumber('timeouts.attemptMs', attemptMs, 5_000, 100_000),
    ...checkNumber('timeouts.callMs', callMs, attemptMs, 300_000),
    ...checkNumber('attemptsMax', attemptsMax, 1, ATTEMPTS_MAX),
  ]
  if (details.length > 0)
    throw new KvittError({ code: 'invalidInput', verdict: 'refused', details })
  const { subscriptionKey, merchantSerialNumber } = options
  return {
    baseUrl: String(options.baseUrl).replace(/\/+$/, ''),
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    subscriptionKey,
    merchantSerialNumber,
    commonHeaders: {
      'Ocp-Apim-Subscription-Key': subscriptionKey,
      'Merchant-Serial-Number': merchantSerialNumber,
      'Vipps-System-Name': system.name,
      'Vipps-System-Version': system.version,
      'Vipps-System-Plugin-Name': system.pluginName ?? system.name,
      'Vipps-System-Plugin-Version': system.pluginVersion ?? system.version,
      'User-Agent': `kvitt-sdk/${VERSION}`,
    },
    send: sendThrough(options.fetch),
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    logger: options.logger,
    attemptMs,
    callMs,
    attemptsMax,
  }
}

function checkKeys(options: ClientOptions): readonly ErrorDetail[] {
  const { clientId, clientSecret, subscriptionKey, merchantSerialNumber } = options
  const missing = Object.entries({ clientId, clientSecret, subscriptionKey })
    .filter(([, value]) => typeof value !== 'string' || !HEADER_VALUE.test(value))
    .map(([name]) => ({
      name,
      reason: 'must be the text from the portal, without spaces or line breaks around it',
    }))
  const isMsn = typeof merchantSerialNumber === 'string' && /^\d{4,7}$/.test(merchantSerialNumber)
  if (isMsn) return missing
  const reason = 'must be 4 to 7 digits, as text'
  return [...missing, { name: 'merchantSerialNumber', reason }]
}

function checkBaseUrl(baseUrl: string | URL): readonly ErrorDetail[] {
  const wrong = (reason: string): readonly ErrorDetail[] => [{ name: 'baseUrl', reason }]
  if (!URL.canParse(String(baseUrl))) {
    return wrong(`must be a URL: ${BASE_URLS.test}, ${BASE_URLS.production}, http://localhost:8080`)
  }
  const { protocol, hostname, search, hash, username } = new URL(String(baseUrl))
  if (search !== '' || hash !== '' || username !== '') {
    return wrong('must have no user, query or fragment')
  }
  if (protocol === 'https:' || (protocol === 'http:' && NEAR_HOST.test(hostname))) return []
  return wrong('must begin with https://: keys are sent there. http:// is for hosts near by')
}

function checkSystem(system: SystemInfo): readonly ErrorDetail[] {
  const { name, version, pluginName, pluginVersion } = system
  return Object.entries({ name, version, pluginName, pluginVersion }).flatMap(([key, value]) => {
    if (value === undefined && key.startsWith('plugin')) return []
    const isRight =
      typeof value === 'string' && value.length <= SYSTEM_LENGTH_MAX && HEADER_VALUE.test(value)
    const reason = `must have 1 to ${SYSTEM_LENGTH_MAX} characters of ASCII`
    return isRight ? [] : [{ name: `system.${key}`, reason }]
  })
}

function checkNumber(
  name: string,
  value: number,
  min: number,
  max: number,
): readonly ErrorDetail[] {
  const isRight = Number.isInteger(value) && value >= min && value <= max
  return isRight ? [] : [{ name, reason: `must be a whole number from ${min} to ${max}` }]
}
