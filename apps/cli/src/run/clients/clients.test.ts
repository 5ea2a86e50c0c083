import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { accessSync, constants, realpathSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

import { runCommand } from '../run-command.ts'
import { startRecordingServer } from './recording-server.ts'

const BODY = '{"reference":"kvikk-lunsj","paymentDescription":"Kvikk Lunsj – 25,00 kr ☕"}'
const TEST_URL = 'https://apitest.vipps.no/epayment/v1/payments'

type Client = {
  name: string
  command: readonly [string, ...string[]]
  /** Exits with 0 when the runtime has what the client needs; by default, that it is on PATH. */
  probe?: readonly [string, ...string[]]
  environment?: NodeJS.ProcessEnv
  host?: string
  requests?: number
}

const CLIENTS: readonly Client[] = [
  ...nodeClients(`Node ${process.version}`, process.execPath),
  ...otherNodes().flatMap(({ name, path }) => nodeClients(name, path)),
  {
    name: 'curl',
    command: [
      'curl',
      ...'--silent --show-error --fail --output /dev/null --data-binary'.split(' '),
      BODY,
      '--header',
      'Merchant-Serial-Number: 123456',
      TEST_URL,
    ],
  },
  { name: 'Python, urllib', command: ['python3', file('urllib-client.py')] },
  {
    name: 'Python, requests',
    command: ['python3', file('requests-client.py')],
    probe: ['python3', '-c', 'import requests'],
  },
  { name: 'Ruby, Net::HTTP', command: ['ruby', file('client.rb')] },
  { name: 'Go, net/http', command: ['go', 'run', file('client.go')] },
  {
    name: 'PHP, curl',
    command: ['php', file('curl-client.php')],
    probe: ['php', '-r', 'exit(extension_loaded("curl") ? 0 : 1);'],
  },
  {
    name: 'PHP, streams that were told of the proxy',
    command: ['php', file('stream-client.php')],
    probe: ['php', '-r', 'exit(extension_loaded("openssl") ? 0 : 1);'],
  },
  {
    name: 'Java, HttpClient and HttpURLConnection',
    command: ['java', file('client.java')],
    // Running a source file takes a JDK, of version 11 or later.
    probe: ['javac', '--version'],
    requests: 2,
  },
]

for (const client of CLIENTS) {
  const { name, command, host = 'apitest.vipps.no' } = client
  test(`${name} reaches Kvitt unmodified`, { skip: missing(client) }, async () => {
    await using server = await startRecordingServer()
    const notices: string[] = []
    const exitCode = await runCommand({
      url: server.url,
      command,
      environment: { ...process.env, ...client.environment, CLIENT_BODY: BODY },
      onNotice: (line) => notices.push(line),
    })
    assert.deepEqual(notices, [])
    assert.equal(exitCode, 0)
    assert.equal(server.requests.length, client.requests ?? 1)
    for (const request of server.requests) {
      assert.equal(request.method, 'POST')
      assert.equal(request.path, '/epayment/v1/payments')
      assert.equal(request.body, BODY)
      assert.equal(request.headers.host, host)
      assert.equal(request.headers['merchant-serial-number'], '123456')
    }
  })
}

if (otherNodes().length === 0) {
  test('another Node reaches Kvitt unmodified', { skip: 'no other Node is on PATH' })
}

function nodeClients(name: string, path: string): readonly Client[] {
  return [
    { name: `${name}, fetch`, command: [path, file('fetch-client.mjs')] },
    {
      name: `${name}, fetch by the preload alone`,
      command: [path, file('fetch-client.mjs')],
      environment: { NODE_USE_ENV_PROXY: '0' },
    },
    {
      name: `${name}, https.request with its own agent`,
      command: [path, file('https-client.mjs')],
      host: 'api.vipps.no',
      requests: 2,
    },
  ]
}

/** Every Node on PATH that is not this one; what lies in node_modules is npm's to put there. */
function otherNodes(): readonly { name: string; path: string }[] {
  const found = new Map([[realpathSync(process.execPath), '']])
  for (const directory of (process.env['PATH'] ?? '').split(delimiter)) {
    if (directory.includes('node_modules')) continue
    const path = join(directory, 'node')
    try {
      accessSync(path, constants.X_OK)
    } catch {
      continue
    }
    const realPath = realpathSync(path)
    if (found.has(realPath)) continue
    const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' })
    if (status === 0) found.set(realPath, `Node ${stdout.trim()}`)
  }
  return [...found].flatMap(([path, name]) => (name === '' ? [] : [{ name, path }]))
}

function missing({ command, probe }: Client): string | false {
  const [program, ...words] = probe ?? [command[0], command[0] === 'go' ? 'version' : '--version']
  const { status } = spawnSync(program, words, { stdio: 'ignore' })
  return status === 0 ? false : `\`${[program, ...words].join(' ')}\` does not succeed here`
}

function file(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url))
}
