import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

import { listenOnLoopback } from './sockets.ts'

const PRELOAD = fileURLToPath(new URL('./preload.cjs', import.meta.url))

/**
 * Every way to say where to connect. `decoy` is a port of loopback on which Kvitt does not answer;
 * `resolve` stands for DNS and gives loopback for any name, so that nothing leaves the machine.
 */
const REDIRECTED = [
  `net.connect(443, 'apitest.vipps.no')`,
  `net.connect('443', 'API.vipps.no.', () => {})`,
  `net.connect({ host: 'api.vipps.no', port: 443 })`,
  `net.connect({ host: 'api.vipps.no', port: 443, autoSelectFamily: true, family: 0, lookup: resolve })`,
  `net.connect({ host: 'api.vipps.no', port: '443', family: 6, localAddress: '::1' })`,
  `new net.Socket().connect(443, 'apitest.vipps.no', () => {})`,
  `new net.Socket().connect({ host: 'apitest.vipps.no', port: 443 })`,
]

const UNTOUCHED = [
  `net.connect(decoy, '127.0.0.1')`,
  `net.connect(decoy)`,
  `net.connect({ port: decoy, host: 'apitest.vipps.no', lookup: resolve })`,
  `net.connect({ port: decoy, host: 'vipps.no', lookup: resolve }, () => {})`,
  `new net.Socket().connect({ port: decoy, host: '127.0.0.1' })`,
]

for (const expression of REDIRECTED) {
  test(`${expression} leads to Kvitt`, async () => {
    assert.equal(await whoAnswers(expression), 'kvitt')
  })
}

for (const expression of UNTOUCHED) {
  test(`${expression} is left alone`, async () => {
    assert.equal(await whoAnswers(expression), 'decoy')
  })
}

test('does nothing in a process that kvitt run did not start', async () => {
  const expression = `net.connect({ host: 'api.vipps.no', port: 443, lookup: refuse })`
  assert.equal(await whoAnswers(expression, { KVITT_RUN_TLS_PORT: '' }), 'ENOTFOUND')
})

/** Connects in a process of its own and returns what the other end says first, or the error. */
async function whoAnswers(
  expression: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<string> {
  const kvitt = createServer((socket) => socket.end('kvitt'))
  const decoy = createServer((socket) => socket.end('decoy'))
  await using kvittServer = await listenOnLoopback(kvitt, 8)
  await using decoyServer = await listenOnLoopback(decoy, 8)
  const script = `
    const net = require('node:net')
    const decoy = ${decoyServer.port}
    const resolve = (name, options, callback) =>
      options.all
        ? callback(null, [{ address: '127.0.0.1', family: 4 }])
        : callback(null, '127.0.0.1', 4)
    const refuse = (name, options, callback) =>
      callback(Object.assign(new Error('refused'), { code: 'ENOTFOUND' }))
    const socket = ${expression}
    socket.on('data', (data) => console.log(String(data)))
    socket.on('error', (error) => console.log(error.code))
  `
  const child = spawn(process.execPath, ['--require', PRELOAD, '--eval', script], {
    env: {
      ...process.env,
      KVITT_RUN_TLS_PORT: String(kvittServer.port),
      KVITT_RUN_HOSTS: 'apitest.vipps.no,api.vipps.no',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const closed = once(child, 'close')
  const output = Buffer.concat(await child.stdout.toArray()).toString()
  await closed
  return output.trim()
}
