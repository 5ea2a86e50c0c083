/** What nobody had thought of: one line in the log, and an answer that whoever asked can use. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { StoreBusyError } from '@kvitt/store'
import { API_KEY, openWorld, type World } from './support/world.ts'

/** A world whose payment server cannot use its store from some moment on. */
async function openFailingWorld(): Promise<{
  readonly world: World
  readonly fail: (error: Error) => void
}> {
  let failure: Error | undefined
  const world = await openWorld({
    interrupt: () => {
      if (failure) throw failure
    },
  })
  await world.place('10041')
  return { world, fail: (error) => (failure = error) }
}

const BROKEN = new Error('the disk is full')

/** Asks the payment server alone: nothing else of this world would go on. */
function ask({ merchant }: World, path: string, headers: Record<string, string> = {}) {
  return merchant.fetch(new Request(new URL(path, 'https://merchant.test'), { headers }))
}

function event(): object {
  return { msn: '123456', reference: 'acme-shop-10041', name: 'AUTHORIZED', success: true }
}

describe('a request that fails', () => {
  test('of the provider is logged with its route, and answered so that it comes again', async () => {
    const { world, fail } = await openFailingWorld()
    await using _world = world
    fail(BROKEN)
    const response = await world.webhook(event())
    assert.equal(response.status, 500)
    assert.equal(response.headers.get('content-type'), 'application/problem+json')
    assert.equal(((await response.json()) as { code: string }).code, 'internalError')
    assert.deepEqual(world.problems, [
      {
        message: 'a request failed',
        context: { err: BROKEN, method: 'POST', route: '/webhooks/:msn' },
      },
    ])
  })

  test('because too much waits is told so, and is nothing for the log', async () => {
    const { world, fail } = await openFailingWorld()
    await using _world = world
    fail(new StoreBusyError('too much waits'))
    assert.equal((await world.webhook(event())).status, 503)
    const headers = { Authorization: `Bearer ${API_KEY}` }
    assert.equal((await ask(world, '/v1/orders/10041', headers)).status, 503)
    assert.deepEqual(world.problems, [])
  })

  test('of the shop or of the console is a problem in the words of each', async () => {
    const { world, fail } = await openFailingWorld()
    await using _world = world
    fail(BROKEN)
    const headers = { Authorization: `Bearer ${API_KEY}` }
    const ofShop = await ask(world, '/v1/orders/10041', headers)
    assert.match(await ofShop.text(), /it may have happened/)
    const ofConsole = await ask(world, '/console/api/v1/session', {
      Cookie: 'kvitt-console=x',
    })
    assert.equal(ofConsole.status, 500)
    assert.equal(((await ofConsole.json()) as { code: string }).code, 'internalError')
    const routes = world.problems.map(({ context }) => (context as { route: string }).route)
    assert.deepEqual(routes, ['/v1/orders/:number', '/console/api/v1/session'])
  })

  for (const [language, text] of [
    ['en', /What you have approved is not lost, so do not pay again/],
    ['nb', /Det du har godkjent, er ikke tapt, så ikke betal på nytt/],
    ['da', /Det, du har godkendt, er ikke tabt, så betal ikke igen/],
    ['fi', /ei ole kadonnut, joten älä maksa uudelleen/],
  ] as const) {
    test(`of a customer who comes back says in ${language} that nothing is lost`, async () => {
      const { world, fail } = await openFailingWorld()
      await using _world = world
      const { returnToken } = await world.stored('10041')
      fail(BROKEN)
      const response = await ask(world, `/return/acme-shop-10041/${returnToken}`, {
        'Accept-Language': language,
      })
      assert.equal(response.status, 503)
      const page = await response.text()
      assert.match(page, text)
      assert.match(page, /<script>/, 'it looks again by itself')
      assert.doesNotMatch(page, /disk/)
      assert.deepEqual(
        world.problems.map(({ context }) => context),
        [{ err: BROKEN, reference: 'acme-shop-10041' }],
      )
      assert.doesNotMatch(JSON.stringify(world.problems), new RegExp(returnToken))
    })
  }

  test('because its sender hangs up is nothing for the log', async () => {
    await using world = await openWorld()
    const hangUp = new AbortController()
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        hangUp.abort()
        controller.error(new Error('aborted'))
      },
    })
    const response = await world.merchant.fetch(
      new Request('https://merchant.test/webhooks/123456', {
        method: 'POST',
        body,
        duplex: 'half',
        signal: hangUp.signal,
      }),
    )
    assert.equal(response.status, 400)
    assert.deepEqual(world.problems, [])
  })
})
