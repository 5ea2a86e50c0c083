import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'

import { issueCertificates } from './certificate-authority.ts'
import { readCertificates, readSystemRoots } from './system-roots.ts'
import { createTrustDirectory, type TrustFiles, writeTrustFiles } from './trust-files.ts'

const NOW = new Date('2026-03-01T12:00:00Z')
const { authority } = await issueCertificates(['api.vipps.no'], NOW)
const company = await issueCertificates(['company.example'], NOW)
const [ours, theirs] = [authority, company.authority].map((pem) => pem.trim())

async function write(
  directory: string,
  environment: NodeJS.ProcessEnv,
  onNotice: (line: string) => void = (line) => assert.fail(line),
): Promise<TrustFiles> {
  return await writeTrustFiles({ directory, authority, environment, now: NOW, onNotice })
}

test('only this user can enter the directory, and it is gone after the run', async () => {
  const directory = await createTrustDirectory()
  assert.equal((await stat(directory.path)).mode & 0o777, 0o700)
  await write(directory.path, {})
  await directory[Symbol.asyncDispose]()
  assert.equal(existsSync(directory.path), false)
})

test('no private key is written', async () => {
  await using directory = await createTrustDirectory()
  await write(directory.path, {})
  const entries = await readdir(directory.path, { recursive: true, withFileTypes: true })
  for (const entry of entries.filter((found) => found.isFile())) {
    const content = await readFile(join(entry.parentPath, entry.name), 'latin1')
    assert.doesNotMatch(content, /PRIVATE KEY/, entry.name)
  }
})

test("files that replace a client's roots hold the system's and ours", async () => {
  await using directory = await createTrustDirectory()
  const files = await write(directory.path, {})
  const expected = [...(await readSystemRoots()), ours]
  assert.ok(expected.length > 10)
  for (const path of [files.sslCertFile, files.curlCaBundle, files.requestsCaBundle]) {
    assert.deepEqual(await readCertificates(path), expected)
  }
  for (const pem of expected) new X509Certificate(pem ?? '')
})

test('files that add to the roots hold ours alone', async () => {
  await using directory = await createTrustDirectory()
  const files = await write(directory.path, {})
  for (const path of [files.authority, files.nodeExtraCaCerts, files.denoCert]) {
    assert.deepEqual(await readCertificates(path), [ours])
  }
})

const OWN_FILES = [
  ['SSL_CERT_FILE', 'sslCertFile'],
  ['SSL_CERT_FILE', 'curlCaBundle'],
  ['CURL_CA_BUNDLE', 'curlCaBundle'],
  ['CURL_CA_BUNDLE', 'requestsCaBundle'],
  ['REQUESTS_CA_BUNDLE', 'requestsCaBundle'],
  ['NODE_EXTRA_CA_CERTS', 'nodeExtraCaCerts'],
  ['DENO_CERT', 'denoCert'],
] as const

for (const [variable, file] of OWN_FILES) {
  test(`${file} keeps the user's own ${variable}`, async () => {
    await using directory = await createTrustDirectory()
    const ownPath = join(directory.path, 'own.pem')
    await writeFile(ownPath, `# company\n${company.authority}`)
    const files = await write(directory.path, { [variable]: ownPath })
    assert.deepEqual(await readCertificates(files[file]), [theirs, ours])
  })
}

test("reports a user's file that cannot be read, and uses what comes next", async () => {
  await using directory = await createTrustDirectory()
  const notices: string[] = []
  const environment = { SSL_CERT_FILE: join(directory.path, 'absent.pem') }
  const files = await write(directory.path, environment, (line) => notices.push(line))
  assert.match(notices.join('\n'), /^SSL_CERT_FILE=.*absent\.pem holds no certificate/)
  assert.deepEqual(await readCertificates(files.sslCertFile), [...(await readSystemRoots()), ours])
})

test("PHP's ini file names the bundle for curl and for streams", async () => {
  await using directory = await createTrustDirectory()
  const files = await write(directory.path, {})
  assert.deepEqual(await readdir(files.phpIniDirectory), ['kvitt-run.ini'])
  assert.equal(
    await readFile(join(files.phpIniDirectory, 'kvitt-run.ini'), 'utf8'),
    `curl.cainfo="${files.sslCertFile}"\nopenssl.cafile="${files.sslCertFile}"\n`,
  )
})
