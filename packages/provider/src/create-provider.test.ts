import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { openSqliteStore, type Store } from '@kvitt/store'
import { FakeClock } from '@kvitt/testing/fake-clock'
import { instant, parseMsn, parseReference } from '@kvitt/values'
import { RecordingLogger } from '../test-support/recording-logger.ts'
import { createProvider, providerStoreOptions } from './create-provider.ts'
import { SEED } from './directory/seed.ts'
import { newPaymentToken } from './epayment/payment-token.ts'

const BROKEN = new Error('the disk is full')

/** A store that gives nothing back as soon as it is broken. */
function breakable(store: Store): { readonly store: Store; break: () => void } {
  let isBroken = false
  const proxied = new Proxy(store, {
    get(target, name) {
      if (isBroken && name === 'load') return () => Promise.reject(BROKEN)
      const member: unknown = Reflect.get(target, name, target)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
  return { store: proxied, break: () => (isBroken = true) }
}

const RANDOM = { uuid: () => randomUUID(), bytes: (length: number) => randomBytes(length) }

function token(): string {
  const [msn, reference] = [parseMsn('123456'), parseReference('acme-shop-1')]
  assert.ok(msn !== undefined && reference !== undefined)
  return newPaymentToken(msn, reference, RANDOM)
}

async function openBroken() {
  const opened = breakable(openSqliteStore(':memory:', providerStoreOptions(RANDOM)))
  const logger = new RecordingLogger()
  const provider = await createProvider({
    store: opened.store,
    clock: new FakeClock(instant(Date.UTC(2026, 8, 1))),
    random: RANDOM,
    fetch,
    logger,
    directory: SEED,
    configuration: {
      publicUrl: new URL('http://localhost:8080'),
      strict: false,
      rateLimits: false,
      version: '0.0.0',
    },
  })
  opened.break()
  return { provider, logger }
}

describe('a request that fails in a way that nobody had thought of', () => {
  for (const path of ['/pay', '/_kvitt/v1/payments/123456/acme-shop-1']) {
    test(`is one line of the log, without what may be a secret: ${path}`, async () => {
      const { provider, logger } = await openBroken()
      await using _provider = provider
      const url = `http://localhost:8080${path}?token=${token()}`
      const { status } = await provider.fetch(new Request(url))
      assert.equal(status, 500)
      const context = { err: BROKEN, method: 'GET', path }
      assert.deepEqual(logger.errors, [{ message: 'a request failed', context }])
    })
  }

  test('shows whoever pays a page, and a program JSON', async () => {
    const { provider } = await openBroken()
    await using _provider = provider
    const page = await provider.fetch(new Request(`http://localhost:8080/pay?token=${token()}`))
    assert.match(await page.text(), /Nothing is lost: load the page again/)
    const answer = await provider.fetch(
      new Request('http://localhost:8080/_kvitt/v1/payments/123456/acme-shop-1'),
    )
    assert.equal(((await answer.json()) as { statusCode: number }).statusCode, 500)
  })
})
