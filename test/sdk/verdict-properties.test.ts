/** A verdict is never a lie, whatever the network and the service do. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { KvittError, type Client } from '@kvitt/sdk'
import { NOK, openShop, socks, type Shop } from './support/shop.ts'
import { problem, unreliable, type Mishap } from './support/unreliable.ts'

/** Mishaps are made anew for each run: an answer can be read once. */
const mishaps: fc.Arbitrary<() => Mishap> = fc
  .oneof(
    { weight: 3, arbitrary: fc.constantFrom('none', 'dropBefore', 'dropAfter') },
    fc
      .record({
        when: fc.constantFrom('after', 'instead'),
        status: fc.constantFrom(200, 302, 400, 401, 404, 408, 409, 423, 429, 500, 503),
        code: fc.constantFrom(undefined, 3010, 6090, 6160, 6250, 6260, 6280, 6999),
      })
      .map(({ when, status, code }) => {
        // A refusal after the effect would be a lie of the service's own.
        const isHonest = when === 'instead' || status === 200 || status === 302 || status >= 500
        const isSaid = isHonest && (when === 'instead' || (code ?? 3010) === 3010)
        return { when: isSaid ? when : 'instead', status, code }
      }),
  )
  .map((mishap) => () => {
    if (typeof mishap === 'string') return mishap as Mishap
    const { when, status, code } = mishap
    const answer = status === 302 ? new Response(null, { status }) : problem(status, code)
    return when === 'after' ? { after: answer } : { instead: answer }
  })

const CHANGES = {
  CAPTURED: (client: Client, reference: string) =>
    client.epayment.capture(reference, NOK(10_000), { idempotencyKey: 'the-change' }),
  REFUNDED: (client: Client, reference: string) =>
    client.epayment.refund(reference, NOK(10_000), { idempotencyKey: 'the-change' }),
  CANCELLED: (client: Client, reference: string) =>
    client.epayment.cancel(reference, { idempotencyKey: 'the-change' }),
} as const

let shop: Shop
before(async () => {
  shop = await openShop({ environment: { rateLimits: false } })
})
after(() => shop[Symbol.asyncDispose]())

async function ready(): Promise<string> {
  const request = socks()
  const { reference } = request
  await shop.client.epayment.create(request, { idempotencyKey: reference.slice(-36) })
  await shop.environment.approve(reference)
  await shop.client.epayment.capture(reference, NOK(20_000), { idempotencyKey: 'ready' })
  return reference
}

for (const [name, change] of Object.entries(CHANGES)) {
  test(`${name}: success means once, unknown means perhaps, everything else means not`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mishaps, { maxLength: 6 }), async (made) => {
        const reference = await ready()
        const network = unreliable(made.map((make) => make()))
        const client = shop.clientWith({
          fetch: network((request) => shop.environment.fetch(request)),
        })
        const outcome = await change(client, reference).then(
          () => 'success' as const,
          (error: unknown) =>
            error instanceof KvittError ? error.verdict : assert.fail(String(error)),
        )
        const events = await shop.client.epayment.events(reference)
        const times = events.filter(({ idempotencyKey }) => idempotencyKey === 'the-change').length
        const possible = { success: [1], unknown: [0, 1], refused: [0], retry: [0] }[outcome]
        assert.ok(possible.includes(times), `${outcome}, and it happened ${times} times`)
      }),
    )
  })

  test(`${name}: after retry and unknown, the same key leads to once`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mishaps, { maxLength: 6 }), async (made) => {
        const reference = await ready()
        const network = unreliable(made.map((make) => make()))
        const client = shop.clientWith({
          fetch: network((request) => shop.environment.fetch(request)),
        })
        for (let call = 0; call < 10; call += 1) {
          const error: unknown = await change(client, reference).then(
            () => undefined,
            (reason: unknown) => reason,
          )
          if (error === undefined) break
          if (error instanceof KvittError && error.verdict === 'refused') return
        }
        const events = await shop.client.epayment.events(reference)
        const caused = events.filter(({ idempotencyKey }) => idempotencyKey === 'the-change')
        assert.deepEqual(
          caused.map((event) => event.name),
          [name],
        )
      }),
    )
  })
}
