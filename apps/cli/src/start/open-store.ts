import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  openPostgresStore,
  openSqliteStore,
  StoreLockedError,
  StoreUnavailableError,
  type Store,
  type StoreOptions,
} from '@kvitt/store'
import { CliError } from '../cli-error.ts'

export interface StoreChoice {
  readonly data: string
  readonly memory?: boolean
  readonly database?: string
}

/** Opens the store that is asked for. */
export async function openStore(
  choice: StoreChoice,
  options: StoreOptions,
  file = 'kvitt.db',
): Promise<Store> {
  if (choice.database !== undefined) return openDatabase(choice.database, options)
  if (choice.memory) return openSqliteStore(':memory:', options)
  const directory = resolve(choice.data)
  makeDirectory(directory)
  try {
    return openSqliteStore(resolve(directory, file), options)
  } catch (error) {
    if (!(error instanceof StoreLockedError)) throw error
    throw new CliError(
      `The data in ${directory} is in use by another Kvitt. ` +
        'Stop that one, choose another directory with --data, or keep nothing with --memory.',
    )
  }
}

async function openDatabase(url: string, options: StoreOptions): Promise<Store> {
  try {
    return await openPostgresStore(url, options)
  } catch (error) {
    throw error instanceof StoreUnavailableError ? new CliError(error.message) : error
  }
}

/** Readable by its owner alone: webhook secrets and the signing key are in it. */
export function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new CliError(`${directory} cannot be made: ${reason}. Choose another with --data.`)
  }
}
