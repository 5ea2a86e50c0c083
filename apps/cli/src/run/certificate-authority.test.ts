import assert from 'node:assert/strict'
import { spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

import { issueCertificates } from './certificate-authority.ts'

const HOSTS = ['apitest.vipps.no', 'api.vipps.no'] as const
const NOW = new Date('2026-03-01T12:00:00Z')
const OPENSSL = 'openssl'
const hasOpenssl = openssl('version').status === 0

test('one certificate answers for all hosts and for no other', async () => {
  const issued = await issueCertificates(HOSTS, NOW)
  const certificate = new X509Certificate(issued.certificate)
  for (const host of HOSTS) assert.equal(certificate.checkHost(host), host)
  assert.equal(certificate.checkHost('vipps.no'), undefined)
  assert.equal(certificate.checkHost('www.api.vipps.no'), undefined)
  assert.deepEqual(certificate.keyUsage, ['1.3.6.1.5.5.7.3.1'])
  assert.equal(certificate.ca, false)
})

test('the authority signed it, and may sign no further authority', async () => {
  const issued = await issueCertificates(HOSTS, NOW)
  const authority = new X509Certificate(issued.authority)
  const certificate = new X509Certificate(issued.certificate)
  assert.equal(authority.ca, true)
  assert.equal(certificate.checkIssued(authority), true)
  assert.equal(certificate.verify(authority.publicKey), true)
})

test('both are valid from a day ago for 30 days', async () => {
  const issued = await issueCertificates(HOSTS, NOW)
  for (const pem of [issued.authority, issued.certificate]) {
    const { validFromDate, validToDate } = new X509Certificate(pem)
    assert.equal(validFromDate.toISOString(), '2026-02-28T12:00:00.000Z')
    assert.equal(validToDate.toISOString(), '2026-03-31T12:00:00.000Z')
  }
})

test('every run has an authority and a key of its own', async () => {
  const [one, other] = [await issueCertificates(HOSTS, NOW), await issueCertificates(HOSTS, NOW)]
  assert.notEqual(one.authority, other.authority)
  assert.notEqual(one.privateKey, other.privateKey)
})

test(
  'OpenSSL in strict mode accepts it, and sees the authority confined to the hosts',
  { skip: hasOpenssl ? false : 'openssl is not on PATH' },
  async () => {
    const issued = await issueCertificates(HOSTS, new Date())
    await using directory = await mkdtempDisposable(join(tmpdir(), 'kvitt-test-'))
    const authorityPath = join(directory.path, 'authority.pem')
    const certificatePath = join(directory.path, 'certificate.pem')
    await writeFile(authorityPath, issued.authority)
    await writeFile(certificatePath, issued.certificate)
    for (const host of HOSTS) {
      const verified = openssl(
        ...`verify -x509_strict -purpose sslserver -verify_hostname ${host} -CAfile`.split(' '),
        authorityPath,
        certificatePath,
      )
      assert.equal(verified.status, 0, verified.stderr)
    }
    const shown = openssl('x509', '-noout', '-text', '-in', authorityPath)
    assert.match(
      shown.stdout,
      /X509v3 Name Constraints: critical\s+Permitted:\s+DNS:apitest\.vipps\.no\s+DNS:api\.vipps\.no\s/,
    )
  },
)

function openssl(...words: string[]): SpawnSyncReturns<string> {
  return spawnSync(OPENSSL, words, { encoding: 'utf8' })
}
