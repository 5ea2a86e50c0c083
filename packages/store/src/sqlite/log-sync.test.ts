import assert from 'node:assert/strict'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { devNull, tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { LogSync } from './log-sync.ts'

async function directory(): Promise<AsyncDisposable & { readonly file: string }> {
  const path = await mkdtemp(join(tmpdir(), 'kvitt-log-'))
  return {
    file: join(path, 'kvitt.db'),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true }),
  }
}

test('is pending until the log is on disk, one sync after the other', async () => {
  await using data = await directory()
  await writeFile(`${data.file}-wal`, 'a commit')
  const log = new LogSync(data.file)
  assert.equal(log.pending, undefined)
  for (let commit = 0; commit < 3; commit += 1) {
    const synced = log.sync()
    assert.equal(log.pending, synced)
    await synced
    assert.equal(log.pending, undefined)
    log.refuseAfterFailure()
  }
  log.close()
})

test('has nothing to wait for in memory', async () => {
  const log = new LogSync(':memory:')
  await log.sync()
  assert.equal(log.pending, undefined)
  log.close()
})

test('opens the log that is there after it was closed', async () => {
  await using data = await directory()
  const log = new LogSync(data.file)
  assert.throws(() => void log.sync(), /ENOENT/)
  await writeFile(`${data.file}-wal`, 'a commit')
  await log.sync()
  log.close()
  await rm(`${data.file}-wal`)
  assert.throws(() => void log.sync(), /ENOENT/)
})

test('refuses everything after the disk has failed', async (t) => {
  if (process.platform === 'win32') return t.skip('has no device that cannot be synced')
  await using data = await directory()
  await symlink(devNull, `${data.file}-wal`)
  const log = new LogSync(data.file)
  const reader = log.sync()
  await assert.rejects(reader, /the disk has failed.*may or may not have happened/)
  assert.throws(() => log.refuseAfterFailure(), /the disk has failed/)
  log.close()
})
