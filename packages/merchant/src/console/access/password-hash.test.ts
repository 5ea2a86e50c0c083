import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { StoreBusyError } from '@kvitt/store'
import { passwordHashing } from './password-hash.ts'

const hashing = passwordHashing({
  uuid: () => randomUUID(),
  bytes: (length) => randomBytes(length),
})

describe('a password hash', () => {
  test('is another one each time, and fits the one password', async () => {
    const [one, other] = [
      await hashing.hash('blåbær på fjellet'),
      await hashing.hash('blåbær på fjellet'),
    ]
    assert.notEqual(one, other)
    for (const hash of [one, other]) {
      assert.equal(await hashing.isRight('blåbær på fjellet', hash), true)
      assert.equal(await hashing.isRight('blåbær på fjellet'.normalize('NFD'), hash), true)
      assert.equal(await hashing.isRight('blabar pa fjellet', hash), false)
    }
    assert.equal(hashing.isOutdated(one), false)
  })

  test('is outdated when it took other work', () => {
    const hash = '$argon2id$v=19$m=9216,t=4,p=1$AAAA$AAAA'
    assert.equal(hashing.isOutdated(hash), true)
  })

  test('of nobody fits nothing', async () => {
    assert.equal(await hashing.isRight('', undefined), false)
  })

  test('that is damaged is an error, and not a wrong password', async () => {
    await assert.rejects(hashing.isRight('password', '$argon2id$v=19$m=1'), /not readable/)
  })

  test('is refused at once when too many wait', async () => {
    const tries = Array.from({ length: 60 }, () => hashing.isRight('guess', undefined))
    const results = await Promise.allSettled(tries)
    const refused = results.flatMap((result) => ('reason' in result ? [result.reason] : []))
    assert.equal(refused.length, 60 - 2 - 50)
    for (const reason of refused) assert.ok(reason instanceof StoreBusyError)
    assert.equal(await hashing.isRight('guess', undefined), false)
  })
})
