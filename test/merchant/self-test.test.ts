/** The payment server says what is wrong with its keys, its address and its webhooks. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { SelfTestFinding, SelfTestReport } from '@kvitt/contract'
import type { Fetch } from '@kvitt/sdk'
import { openOffice } from './support/console-office.ts'
import { employeeOf } from './support/console-browser.ts'
import type { WorldOptions } from './support/world-options.ts'
import { openWorld, type World } from './support/world.ts'

describe('the self-test', () => {
  test('finds nothing wrong with right keys', async () => {
    await using world = await openWorld()
    const [finding] = await world.during(world.merchant.selfTest())
    assert.deepEqual([finding?.msn, finding?.isRight], ['123456', true])
    assert.deepEqual(world.failedCalls, [], 'what it counts on is no error in the log')
  })

  test('names the key that is wrong, and what to do', async () => {
    await using world = await openWorld({ clientSecret: 'another-secret', isRegistered: false })
    const [finding] = await world.during(world.merchant.selfTest())
    assert.deepEqual(
      [finding?.isRight, finding?.item, finding?.code],
      [false, 'clientSecret', 'invalidCredentials'],
    )
    assert.match(finding?.advice ?? '', /client/i)
    assert.doesNotMatch(JSON.stringify(finding), /another-secret/)
  })

  for (const [item, header, value] of [
    ['subscriptionKey', 'Ocp-Apim-Subscription-Key', 'f'.repeat(32)],
    ['clientId', 'client_id', '99999999-9999-4999-8999-999999999999'],
    ['merchantSerialNumber', 'Merchant-Serial-Number', '999999'],
  ] as const) {
    test(`names the ${item} that is wrong, also to the shop`, async () => {
      await using world = await openWorld({
        isRegistered: false,
        between: (fetch) => (request) => {
          if (request.headers.has(header)) request.headers.set(header, value)
          return fetch(request)
        },
      })
      const { status, body } = await world.call('POST', '/v1/self-test')
      const [finding] = body['findings'] as readonly { item?: string; isRight: boolean }[]
      assert.deepEqual([status, finding?.isRight, finding?.item], [200, false, item])
    })
  }

  test('names a provider that cannot be reached', async () => {
    await using world = await openWorld({
      isRegistered: false,
      between: () => () => Promise.reject(new TypeError('fetch failed')),
    })
    const [finding] = await world.during(world.merchant.selfTest())
    assert.deepEqual([finding?.isRight, finding?.item], [false, 'provider'])
  })
})

/** What the shop is told of the one sales unit. */
async function tested(world: World): Promise<SelfTestFinding> {
  const { body } = await world.call('POST', '/v1/self-test')
  const [finding, ...others] = body['findings'] as SelfTestReport['findings']
  assert.deepEqual(others, [])
  assert.ok(finding)
  return finding
}

function resultsOf({ steps }: SelfTestFinding): readonly string[] {
  return steps.map(({ result }) => result)
}

/** What `fetch` of Node throws. */
function failed(code: string): () => Promise<Response> {
  const cause = Object.assign(new Error('of the system'), { code })
  return () => Promise.reject(new TypeError('fetch failed', { cause }))
}

/** Changes what the public URL does with requests whose path fits. */
function at(path: RegExp, answer: Fetch): WorldOptions {
  return {
    toPublicUrl: (fetch) => (request) =>
      path.test(new URL(request.url).pathname) ? answer(request) : fetch(request),
  }
}

describe('the self-test of the public URL', () => {
  test('goes the whole way of a webhook, and leaves nothing behind', async () => {
    const paths: string[] = []
    await using world = await openWorld({
      keepsWebhooks: true,
      toPublicUrl: (fetch) => (request) => {
        paths.push(new URL(request.url).pathname.replace(/[0-9a-f]{32}/, '…'))
        return fetch(request)
      },
    })
    const finding = await tested(world)
    assert.equal(finding.isRight, true, finding.advice)
    assert.deepEqual(resultsOf(finding), ['right', 'right', 'right', 'right'])
    assert.deepEqual(paths, ['/webhooks/proof/…', '/webhooks/123456'])
    assert.deepEqual([world.warnings, world.problems], [[], []])
    assert.doesNotMatch(await world.merchantDump(), /kvitt-self-test/)
  })

  for (const [code, cause] of [
    ['hostNotFound', 'ENOTFOUND'],
    ['connectionRefused', 'ECONNREFUSED'],
    ['certificateExpired', 'CERT_HAS_EXPIRED'],
    ['certificateForOther', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['certificateUntrusted', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['certificateUntrusted', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['notTls', 'ERR_SSL_WRONG_VERSION_NUMBER'],
    ['timeout', 'UND_ERR_CONNECT_TIMEOUT'],
    ['unreachable', 'EHOSTUNREACH'],
  ] as const) {
    test(`calls ${cause} ${code}, and says what to do`, async () => {
      await using world = await openWorld({ toPublicUrl: () => failed(cause) })
      const finding = await tested(world)
      assert.deepEqual([finding.isRight, finding.item, finding.code], [false, 'publicUrl', code])
      assert.match(finding.advice, new RegExp(`merchant\\.test.*\\(${cause}\\)$`))
      assert.deepEqual(resultsOf(finding), ['right', 'wrong', 'notTried', 'notTried'])
      assert.deepEqual([world.warnings, world.problems], [[], []])
    })
  }

  test('waits eight seconds for an answer', async () => {
    const called = Promise.withResolvers<void>()
    await using world = await openWorld({
      toPublicUrl: () => (request) =>
        new Promise((_, reject) => {
          request.signal.addEventListener('abort', () => reject(request.signal.reason as Error))
          called.resolve()
        }),
    })
    const findings = world.merchant.selfTest()
    await called.promise
    world.clock.advance(8_000)
    const [finding] = await findings
    assert.deepEqual([finding?.item, finding?.code], ['publicUrl', 'timeout'])
  })

  test('takes a redirect for what it is: webhooks follow none', async () => {
    const headers = { Location: 'https://www.merchant.test/elsewhere?secret=1' }
    const redirect = at(/./, async () => new Response(null, { status: 301, headers }))
    await using world = await openWorld(redirect)
    const finding = await tested(world)
    assert.deepEqual([finding.item, finding.code], ['publicUrl', 'redirected'])
    assert.match(
      finding.advice,
      /^https:\/\/merchant\.test redirects to https:\/\/www\.merchant\.test\./,
    )
  })

  test('is not content with another server that says yes to everything', async () => {
    const other = async (): Promise<Response> =>
      new Response('fine', { headers: { 'Kvitt-Proof': 'made up' } })
    await using wrong = await openWorld(at(/./, other))
    assert.equal((await tested(wrong)).code, 'otherServer')
    await using half = await openWorld(at(/123456$/, other))
    const finding = await tested(half)
    assert.deepEqual([finding.item, finding.code], ['webhookDelivery', 'deliveryLost'])
    assert.deepEqual(resultsOf(finding), ['right', 'right', 'right', 'wrong'])
  })

  test('shows that something on the way changes webhooks', async () => {
    await using world = await openWorld({
      toPublicUrl: (fetch) => async (request) => {
        if (request.method === 'GET') return fetch(request)
        const { url, method, headers } = request
        return fetch(new Request(url, { method, headers, body: `${await request.text()} ` }))
      },
    })
    const finding = await tested(world)
    assert.deepEqual([finding.item, finding.code], ['webhookDelivery', 'deliveryRefused'])
  })

  test('proves nothing of what is no nonce', async () => {
    await using world = await openWorld()
    for (const path of ['/webhooks/proof/x', `/webhooks/proof/${'g'.repeat(32)}`]) {
      assert.equal((await world.send(path)).status, 404)
    }
  })
})

describe('the self-test of webhook registrations', () => {
  async function withoutOwn(url?: string): Promise<SelfTestFinding> {
    await using world = await openWorld({ keepsWebhooks: true })
    await world.settle()
    const { webhooks } = world.client()
    for (const { id } of await webhooks.list()) await webhooks.delete(id)
    if (url !== undefined) {
      await webhooks.register({ url, events: ['epayments.payment.created.v1'] })
    }
    const finding = await tested(world)
    // It is not left to the check that comes by itself every hour.
    await world.settle()
    assert.equal((await tested(world)).isRight, true, 'the server has registered again')
    return finding
  }

  test('names one that is missing', async () => {
    const finding = await withoutOwn()
    assert.deepEqual([finding.item, finding.code], ['webhookRegistration', 'registrationMissing'])
    assert.deepEqual(resultsOf(finding), ['right', 'right', 'wrong', 'notTried'])
  })

  test('names one for another address, and no more of it than its host', async () => {
    const finding = await withoutOwn('https://old.example/hook?key=hidden')
    assert.equal(finding.code, 'registeredElsewhere')
    assert.match(finding.advice, /registered for https:\/\/old\.example, and not for https:/)
  })

  test('names one for this address that lacks events', async () => {
    const finding = await withoutOwn('https://merchant.test/webhooks/123456')
    assert.equal(finding.code, 'registrationUnusable')
  })

  test('says that nobody registers and no secret is known', async () => {
    await using world = await openWorld({ isRegistered: false })
    assert.equal((await tested(world)).code, 'secretMissing')
  })
})

describe('the self-test of the console', () => {
  test('is for administrators, and tells the same', async () => {
    const { world, staff } = await openOffice()
    await using _ = world
    const { status, body } = await world.during(staff.call('POST', '/self-test'))
    const report = body as unknown as SelfTestReport
    assert.deepEqual([status, report.findings], [200, [await tested(world)]])
    assert.equal(report.findings[0]?.isRight, true)
    const kari = await employeeOf(world, staff, { name: 'kari', role: 'handle' })
    assert.equal((await kari.call('POST', '/self-test')).status, 403)
  })
})
