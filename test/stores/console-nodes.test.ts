/** Two payment servers on one PostgreSQL: whoever is signed in at one is signed in at the other. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { merchantStoreOptions, type Merchant } from '@kvitt/merchant'
import { openPostgresStore } from '@kvitt/store'
import { startPostgres } from '@kvitt/testing'
import { FakeClock } from '@kvitt/testing/fake-clock'
import { instant } from '@kvitt/values'
import { bareMerchant, RANDOM } from '../merchant/support/bare-merchant.ts'
import { ConsoleBrowser } from '../merchant/support/console-browser.ts'

const clock = new FakeClock(instant(Date.UTC(2026, 8, 1, 12)))

async function openNode(stack: AsyncDisposableStack, url: string): Promise<Merchant> {
  const store = stack.use(await openPostgresStore(url, merchantStoreOptions(RANDOM, [])))
  return stack.use(bareMerchant(store, clock))
}

test('nodes make one first administrator, and share sessions, their end, and the audit log', async () => {
  await using stack = new AsyncDisposableStack()
  const server = stack.use(await startPostgres())
  const { url } = stack.use(await server.createDatabase())
  const [one, other] = [await openNode(stack, url), await openNode(stack, url)]
  const made = await Promise.all([one, other].map((node) => node.ensureAdministrator()))
  const [first, ...others] = made.filter((each) => each !== undefined)
  assert.deepEqual([first?.name, others.length], ['admin', 0])

  const balancer = { merchant: one }
  const browser = new ConsoleBrowser(balancer)
  const current = first?.password ?? ''
  await browser.signIn('admin', current)
  balancer.merchant = other
  const password = 'a password of my own'
  assert.equal((await browser.call('POST', '/password', { current, password })).status, 200)
  balancer.merchant = one
  const { body } = await browser.call('GET', '/audit')
  assert.match(JSON.stringify(body), /password-changed.*user-created/)

  const copy = new ConsoleBrowser({ merchant: one })
  const [[name = '', token = ''] = []] = browser.cookies
  const Cookie = `${name}=${token}`
  assert.equal((await copy.call('GET', '/session', undefined, { Cookie })).status, 200)
  balancer.merchant = other
  await browser.call('DELETE', '/session')
  assert.equal((await copy.call('GET', '/session', undefined, { Cookie })).status, 204)
})
