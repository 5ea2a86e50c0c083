import { closeSync, mkdirSync, openSync } from 'node:fs'
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

/** What a store is called in its directory, and how somebody chooses another directory. */
interface StoreFile {
  readonly name: string
  /** As what is to be done, for whoever cannot have this one. */
  readonly elsewhere: string
}

const PROVIDER_FILE: StoreFile = {
  name: 'kvitt.db',
  elsewhere: 'choose another directory with --data, or keep nothing with --memory',
}

/**
 * Opens the store that is asked for.
 *
 * @throws CliError when it cannot be had, with what to do
 */
export async function openStore(
  choice: StoreChoice,
  options: StoreOptions,
  { name, elsewhere }: StoreFile = PROVIDER_FILE,
): Promise<Store> {
  if (choice.database !== undefined) return openDatabase(choice.database, options)
  if (choice.memory) return openSqliteStore(':memory:', options)
  const directory = resolve(choice.data)
  makeDirectory(directory, elsewhere)
  const file = resolve(directory, name)
  try {
    makePrivate(file)
    return openSqliteStore(file, options)
  } catch (error) {
    if (error instanceof StoreLockedError) {
      throw new CliError(
        `The data in ${directory} is in use by another Kvitt. Stop that one, or ${elsewhere}.`,
      )
    }
    if (error instanceof StoreUnavailableError) throw new CliError(`${error.message}.`)
    throw error
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
export function makeDirectory(
  directory: string,
  elsewhere = 'choose another directory with --data',
): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new CliError(`${directory} cannot be made: ${reason}. Mend that, or ${elsewhere}.`)
  }
}

/** So is what is in it, where the directory was there before and others may look into it. */
function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch {
    // It is there already, or cannot be made: opening the store says why, and what to do.
  }
}
