import assert from 'node:assert/strict'
import { spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { rootCertificates } from 'node:tls'

import { encodeJavaTrustStore } from './java-trust-store.ts'

const NOW = new Date('2026-03-01T12:00:00Z')
const KEYTOOL = 'keytool'
const hasKeytool = keytool('-help').status === 0

test('an empty trust store is a header and a digest', () => {
  const store = encodeJavaTrustStore([], NOW)
  assert.equal(store.subarray(0, 12).toString('hex'), 'feedfeed0000000200000000')
  assert.equal(store.length, 12 + 20)
})

test(
  'Java lists every certificate and finds the digest right',
  { skip: hasKeytool ? false : 'keytool is not on PATH' },
  async () => {
    const certificates = rootCertificates.slice(0, 3)
    await using directory = await mkdtempDisposable(join(tmpdir(), 'kvitt-test-'))
    const path = join(directory.path, 'trust-store.jks')
    await writeFile(path, encodeJavaTrustStore(certificates, NOW))
    const { status, stdout } = keytool(
      ...'-list -storetype JKS -storepass changeit -keystore'.split(' '),
      path,
    )
    assert.equal(status, 0, stdout)
    for (const pem of certificates) {
      assert.ok(stdout.includes(new X509Certificate(pem).fingerprint256))
    }
    assert.equal(stdout.match(/trustedCertEntry/g)?.length, certificates.length)
  },
)

function keytool(...words: string[]): SpawnSyncReturns<string> {
  return spawnSync(KEYTOOL, words, { encoding: 'utf8' })
}
