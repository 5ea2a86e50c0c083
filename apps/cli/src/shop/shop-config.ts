import type { ShopConfiguration } from '@kvitt/shop'
import { z } from 'zod'
import { readConfigFile, type Environment } from '../config-file.ts'

const Secret = z.string().min(16).max(500)

const Config = z.strictObject({
  publicUrl: z.url(),
  host: z.string().min(1).max(500).default('127.0.0.1'),
  port: z.int().min(0).max(65_535).default(8070),
  /** A directory for SQLite. */
  data: z.string().min(1).max(500).default('./.kvitt-shop'),
  paymentServer: z.strictObject({
    url: z.url(),
    apiKey: Secret,
    eventSecret: z.string().regex(/^whsec_[A-Za-z0-9+/=]{32,}$/, 'must be whsec_ and Base64'),
    resultSecret: Secret,
  }),
  cookieSecret: Secret,
  backRoomPassword: z.string().min(12).max(500),
})
type ShopConfig = z.infer<typeof Config>

/**
 * Reads the configuration of the demo shop.
 *
 * @throws CliError that names every member that is wrong, and shows no value
 */
export function readShopConfig(file: string, environment: Environment): ShopConfig {
  return readConfigFile(file, Config, environment)
}

/** What the shop itself is to know. */
export function shopConfigurationOf(config: ShopConfig): ShopConfiguration {
  const { publicUrl, paymentServer, cookieSecret, backRoomPassword } = config
  const { url, apiKey, eventSecret, resultSecret } = paymentServer
  return {
    publicUrl: new URL(publicUrl),
    paymentServerUrl: new URL(url),
    apiKey,
    eventSecret,
    resultSecret,
    cookieSecret,
    backRoomPassword,
  }
}
