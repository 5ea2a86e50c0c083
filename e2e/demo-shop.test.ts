/** `kvitt start` with its shop, as processes: one that serves, and one that comes and goes with it. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { kvitt, startKvitt, temporaryDirectory } from './support/kvitt.ts'
import { startWithShop } from './support/start-with-shop.ts'

test('the shop is open beside the environment, and keeps its secrets and orders', async () => {
  await using directory = await temporaryDirectory()
  const passwords: string[] = []
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    await using started = await startWithShop(['--data', directory.path])
    const { shop, console, paymentServer, backRoom } = started.demo
    assert.match(await (await fetch(shop)).text(), /Good things for the cabin/)
    assert.equal(new URL(console.url).origin, new URL(paymentServer).origin)
    assert.equal((await fetch(new URL('/readyz', paymentServer))).status, 200)
    passwords.push(`${backRoom.password} ${console.password}`)
    assert.equal(await started.stop(signal), 0)
    await started.silent
    await assert.rejects(fetch(shop))
  }
  assert.equal(passwords[0], passwords[1])
  const { mode } = await stat(join(directory.path, 'demo-shop.json'))
  assert.equal(mode & 0o777, 0o600)
})

test('the shop ends with the environment, also when that is killed', async () => {
  await using started = await startWithShop(['--memory'])
  await started.stop('SIGKILL')
  await started.silent
  await assert.rejects(fetch(started.demo.shop))
})

test('a shop that crashes comes back at the same address, and nothing else notices', async (t) => {
  if (process.platform !== 'linux') return t.skip('who a child is, only Linux tells')
  await using started = await startWithShop(['--memory'])
  const { pid, url, demo } = started
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  const back = started.warned(/The demo shop is back/)
  process.kill(Number(children.trim()), 'SIGKILL')
  await back
  assert.equal((await fetch(demo.shop)).status, 200)
  assert.equal((await fetch(url)).status, 200)
})

test('data that was begun without the shop gets its sales unit', async () => {
  await using directory = await temporaryDirectory()
  {
    await using server = await startKvitt(['--data', directory.path])
    assert.equal(await server.stop('SIGTERM'), 0)
  }
  await using started = await startWithShop(['--data', directory.path])
  const unit = await fetch(new URL('/_kvitt/v1/sales-units/456789', started.url))
  assert.equal(unit.status, 200)
})

test('a port that somebody has asked for and that is taken is said', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const argv = ['start', '--memory', '--port', '0', '--merchant-port', '0', '--shop-port']
  const { code, stderr } = await kvitt([...argv, String(port)])
  other.close()
  assert.equal(code, 1)
  assert.match(stderr, new RegExp(`Port ${port} is taken.*kvitt start --shop-port`))
})

test('a configuration of the shop that is wrong is refused, naming what to mend', async () => {
  await using directory = await temporaryDirectory()
  const file = join(directory.path, 'shop.json')
  const paymentServer = { url: 'http://localhost:8090', apiKey: '${API_KEY}' }
  await writeFile(file, JSON.stringify({ publicUrl: 'http://localhost:8070', paymentServer }))
  const missing = await kvitt(['shop', '--config', file], { API_KEY: '' })
  assert.equal(missing.code, 2)
  assert.match(missing.stderr, /apiKey is to be taken from API_KEY/)
  const short = await kvitt(['shop', '--config', file], { API_KEY: 'a-key-that-is-secret' })
  assert.equal(short.code, 2)
  assert.match(short.stderr, /paymentServer\.eventSecret/)
  assert.doesNotMatch(short.stderr, /a-key-that-is-secret/)
})
