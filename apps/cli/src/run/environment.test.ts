import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { test } from 'node:test'

import { createRunEnvironment, nodeRequireOption } from './environment.ts'

const RUN = {
  proxyPort: 4001,
  tlsPort: 4002,
  files: {
    authority: '/trust/authority.pem',
    sslCertFile: '/trust/ssl.pem',
    curlCaBundle: '/trust/curl.pem',
    requestsCaBundle: '/trust/requests.pem',
    nodeExtraCaCerts: '/trust/node.pem',
    denoCert: '/trust/deno.pem',
    phpIniDirectory: '/trust/php',
    javaTrustStore: '/trust/java trust.jks',
  },
}

test('points every kind of client at the proxy and the trust files', () => {
  const { NODE_OPTIONS, ...environment } = createRunEnvironment({ HOME: '/home/kari' }, RUN)
  assert.match(NODE_OPTIONS ?? '', /^--require .*preload\.cjs"?$/)
  assert.deepEqual(environment, {
    HOME: '/home/kari',
    HTTPS_PROXY: 'http://127.0.0.1:4001',
    https_proxy: 'http://127.0.0.1:4001',
    http_proxy: 'http://127.0.0.1:4001',
    NO_PROXY: 'localhost,127.0.0.1,::1',
    no_proxy: 'localhost,127.0.0.1,::1',
    SSL_CERT_FILE: '/trust/ssl.pem',
    CURL_CA_BUNDLE: '/trust/curl.pem',
    REQUESTS_CA_BUNDLE: '/trust/requests.pem',
    NODE_EXTRA_CA_CERTS: '/trust/node.pem',
    DENO_CERT: '/trust/deno.pem',
    NODE_USE_ENV_PROXY: '1',
    PHP_INI_SCAN_DIR: `${delimiter}/trust/php`,
    JAVA_TOOL_OPTIONS:
      '-Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=4001 ' +
      '"-Djavax.net.ssl.trustStore=/trust/java trust.jks" ' +
      '-Djavax.net.ssl.trustStoreType=JKS -Djavax.net.ssl.trustStorePassword=changeit',
    KVITT_RUN_TLS_PORT: '4002',
    KVITT_RUN_HOSTS: 'apitest.vipps.no,api.vipps.no',
    KVITT_RUN_CA_CERTIFICATE: '/trust/authority.pem',
  })
})

test('keeps what the user already asked of each runtime', () => {
  const environment = createRunEnvironment(
    {
      NODE_OPTIONS: '--max-old-space-size=512',
      NODE_USE_ENV_PROXY: '0',
      JAVA_TOOL_OPTIONS: '-Xmx512m',
      PHP_INI_SCAN_DIR: '/etc/php.d',
      HTTP_PROXY: 'http://proxy.example',
    },
    RUN,
  )
  assert.match(environment['NODE_OPTIONS'] ?? '', /^--max-old-space-size=512 --require /)
  assert.equal(environment['NODE_USE_ENV_PROXY'], '0')
  assert.match(environment['JAVA_TOOL_OPTIONS'] ?? '', /^-Xmx512m -Dhttps/)
  assert.equal(environment['PHP_INI_SCAN_DIR'], `/etc/php.d${delimiter}/trust/php`)
  assert.equal(environment['HTTP_PROXY'], 'http://proxy.example')
})

test("keeps the user's NO_PROXY, but for what would hide the redirected hosts", () => {
  const noProxy =
    'db.example,*,.no,vipps.no,*.vipps.no,api.vipps.no:443,api.vipps.no:8443,localhost'
  const environment = createRunEnvironment({ NO_PROXY: noProxy }, RUN)
  assert.equal(environment['NO_PROXY'], 'db.example,api.vipps.no:8443,localhost,127.0.0.1,::1')
  assert.equal(environment['no_proxy'], environment['NO_PROXY'])
})

test('Node preloads a file from a directory of any name', async () => {
  await using directory = await mkdtempDisposable(join(tmpdir(), 'kvitt "test" \\ '))
  const path = join(directory.path, 'preload.cjs')
  await writeFile(path, 'globalThis.preloaded = true')
  const { status } = spawnSync(
    process.execPath,
    ['--eval', 'process.exitCode = globalThis.preloaded ? 0 : 1'],
    { env: { NODE_OPTIONS: nodeRequireOption(path) }, stdio: 'inherit' },
  )
  assert.equal(status, 0)
})
