import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { CliError } from '../cli-error.ts'
import { makeDirectory } from '../start/open-store.ts'

const FILE = 'demo-shop.json'
const SECRET_BYTES = 24
const PASSWORD_BYTES = 12

const DemoSecrets = z.object({
  apiKey: z.string(),
  eventSecret: z.string(),
  resultSecret: z.string(),
  cookieSecret: z.string(),
  backRoomPassword: z.string(),
  consolePassword: z.string(),
})

/** What the demo shop and its payment server know of each other, and people of them. */
export type DemoSecrets = z.infer<typeof DemoSecrets>

/** The secrets of this data: made the first time, in a file that its owner alone can read. */
export function openDemoSecrets(data: string | undefined): DemoSecrets {
  if (data === undefined) return newSecrets()
  const directory = resolve(data)
  const file = resolve(directory, FILE)
  makeDirectory(directory)
  try {
    const secrets = newSecrets()
    writeFileSync(file, `${JSON.stringify(secrets, undefined, 2)}\n`, { flag: 'wx', mode: 0o600 })
    return secrets
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  try {
    return DemoSecrets.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw new CliError(`${file} cannot be read. Remove it, and new secrets are made.`)
  }
}

function newSecrets(): DemoSecrets {
  const secret = (bytes = SECRET_BYTES): string => randomBytes(bytes).toString('base64url')
  return {
    apiKey: secret(),
    // As Standard Webhooks writes its secrets.
    eventSecret: `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`,
    resultSecret: secret(),
    cookieSecret: secret(),
    backRoomPassword: secret(PASSWORD_BYTES),
    consolePassword: secret(PASSWORD_BYTES),
  }
}
