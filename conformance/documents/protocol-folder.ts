import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'

/** The documents of what the provider serves. */
export const DOCUMENTS = [
  'access-token.v1',
  'epayment.v1',
  'webhooks.v1',
  'order-management.v2',
  'report.v2',
] as const
export type DocumentName = (typeof DOCUMENTS)[number]

/** Where the official documents are kept: beside the repository, or where the variable says. */
const FOLDER =
  process.env['KVITT_PROTOCOL_DIR'] === undefined
    ? new URL('../../../shared/protocol/', import.meta.url)
    : pathToFileURL(`${process.env['KVITT_PROTOCOL_DIR']}/`)

/** Why a test is skipped that holds answers against the official documents, if they are not here. */
export const DOCUMENTS_MISSING: string | false = existsSync(FOLDER)
  ? false
  : 'needs the official documents: set KVITT_PROTOCOL_DIR'

/** The text of one of the official documents. */
export function officialText(path: string): Promise<string> {
  return readFile(new URL(path, FOLDER), 'utf8')
}
