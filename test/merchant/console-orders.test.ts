/** What employees see of orders, through the support console's API. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type {
  ConsoleFigures,
  ConsoleOrder,
  ConsoleOrderPage,
  ConsoleTimeline,
  ConsoleWorklist,
} from '@kvitt/contract'
import { DAY_MS, HOUR_MS } from '@kvitt/values'
import type { ConsoleBrowser } from './support/console-browser.ts'
import { ask, authorized, change, openOffice, signInAgain } from './support/console-office.ts'
import { Network } from './support/network.ts'
import { seededRandom } from './support/seeded-random.ts'

function numbersOf({ orders }: ConsoleOrderPage): readonly string[] {
  return orders.map(({ number }) => number)
}

describe('a search', () => {
  test('finds orders by number, reference, beginning, status, amount, day and customer', async () => {
    const { world, staff } = await openOffice()
    await using _world = world
    await authorized(world, '10041', { customer: { name: 'Ada Berg', email: 'ada@shop.example' } })
    world.clock.advance(DAY_MS)
    await signInAgain(staff)
    await world.place('10042', {
      amount: { currency: 'NOK', value: 100 },
      phoneNumber: '4747753942',
    })
    const later = new Date(world.clock.now() - HOUR_MS).toISOString()
    const found = async (query: string): Promise<string> =>
      numbersOf(await ask<ConsoleOrderPage>(staff, `/orders?${query}`)).join(' ')
    assert.equal(await found(''), '10042 10041')
    assert.equal(await found('q=10041'), '10041')
    assert.equal(await found('q=1004'), '10041 10042')
    assert.equal(await found('q=acme-shop-10042'), '10042')
    assert.equal(await found('q=acme-shop-1004'), '10041 10042')
    assert.equal(await found('q=acme'), '10041 10042')
    assert.equal(await found('status=authorized'), '10041')
    assert.equal(await found('amountFrom=101'), '10041')
    assert.equal(await found('amountFrom=50&amountTo=100'), '10042')
    assert.equal(await found(`from=${later}`), '10042')
    assert.equal(await found(`to=${later}`), '10041')
    assert.equal(await found('customer=ada'), '10041')
    assert.equal(await found('customer=ADA@SHOP'), '10041')
    assert.equal(await found(`customer=${encodeURIComponent('+47 477 53 942')}`), '10042')
    assert.equal(await found('q=1004&status=captured'), '')
  })

  test('says what may be wrong with a reference that is not found', async () => {
    const { world, staff } = await openOffice()
    await using _world = world
    await world.place('10041')
    const hint = async (q: string): Promise<unknown> =>
      (await ask<ConsoleOrderPage>(staff, `/orders?q=${encodeURIComponent(q)}`)).hint
    assert.deepEqual(await hint('other-shop-10041'), {
      kind: 'foreignReference',
      prefixes: ['acme-shop'],
    })
    assert.deepEqual(await hint('10041 or so'), { kind: 'impossible' })
    assert.equal(await hint('20000'), undefined)
  })

  test('goes on where its page ended, and refuses a place that it has not given', async () => {
    const { world, staff } = await openOffice()
    await using _world = world
    for (const number of ['1', '2', '3']) await world.place(number)
    const first = await ask<ConsoleOrderPage>(staff, '/orders?limit=2')
    assert.deepEqual(numbersOf(first), ['3', '2'])
    const second = await ask<ConsoleOrderPage>(staff, `/orders?limit=2&cursor=${first.next}`)
    assert.deepEqual([numbersOf(second), second.next], [['1'], undefined])
    for (const query of ['cursor=elsewhere', 'limit=0', 'amountFrom=-1', 'from=yesterday']) {
      const { status, body } = await staff.call('GET', `/orders?${query}`)
      assert.deepEqual([status, body['code']], [400, 'invalidRequest'], query)
    }
  })
})

describe('an order', () => {
  test('says why something cannot be done, and what went wrong in words', async () => {
    const { world, staff } = await openOffice()
    await using _world = world
    await authorized(world, '10041')
    const { actions } = await ask<ConsoleOrder>(staff, '/orders/10041')
    assert.deepEqual(actions.capture, { isAllowed: true, max: 49_900 })
    assert.deepEqual(actions.refund, {
      isAllowed: false,
      why: 'nothingToRefund',
      advice: { alternatives: [{ action: 'cancel', amount: 49_900 }] },
    })
    // Somebody at the provider's portal has released it meanwhile.
    await world.client().epayment.cancel('acme-shop-10041', { idempotencyKey: 'portal' })
    const { body } = await change(world, staff, '10041/captures', {})
    const { wants } = body as unknown as ConsoleOrder
    assert.equal(wants[0]?.kind, 'captureRefused')
    assert.ok(wants[0].traceId)
    assert.match(wants[0].advice?.nb ?? '', /\w/)
    assert.notEqual(wants[0].advice?.nb, wants[0].advice?.en)
  })

  test('tells in one stream what customer, staff, provider and webhooks did', async () => {
    const { world, staff } = await openOffice()
    await using _world = world
    await authorized(world, '10041')
    await change(world, staff, '10041/captures', { amount: 100 })
    await world.settle()
    const { happenings, payments, unreadLogs } = await ask<ConsoleTimeline>(
      staff,
      '/orders/10041/timeline',
    )
    const told = happenings.map(({ actor, type, name }) => [actor, type, name].join(' ').trim())
    for (const each of [
      'shop placed',
      'customer approved',
      'webhook webhookTaken AUTHORIZED',
      'staff wanted capture',
      'server done capture',
      'provider providerEvent CAPTURED',
      'told shopTold order.partiallyCaptured',
    ]) {
      assert.ok(told.includes(each), `${each} in ${told.join(', ')}`)
    }
    const wanted = happenings.find(({ type }) => type === 'wanted')
    assert.deepEqual(
      [wanted?.by, wanted?.reason, wanted?.amount],
      ['astrid', 'the customer rang', 100],
    )
    assert.deepEqual(unreadLogs, [])
    assert.deepEqual(
      [payments[0]?.method, payments[0]?.reference],
      ['WALLET 492500', 'acme-shop-10041'],
    )
    const at = happenings.map((each) => Date.parse(each.at))
    assert.deepEqual(
      at,
      at.toSorted((a, b) => b - a),
    )
  })

  test('says of a payment that was refused just that: it waits for nobody, and has no log', async () => {
    const { world, staff } = await openOffice()
    await using _world = world
    await world.control('PATCH', '/sales-units/123456', { deactivated: true })
    await world.place('10041')
    const { attempts } = await ask<ConsoleOrder>(staff, '/orders/10041')
    assert.deepEqual(
      attempts.map(({ state }) => state),
      ['refused'],
    )
    const { unreadLogs } = await ask<ConsoleTimeline>(staff, '/orders/10041/timeline')
    assert.deepEqual(unreadLogs, [])
  })

  test('tells of webhooks that were refused, of the first twenty', async () => {
    const { world, staff } = await openOffice()
    await using _world = world
    await world.place('10041')
    const forged = { reference: 'acme-shop-10041', name: 'CAPTURED', msn: '123456' }
    for (let count = 0; count < 22; count += 1) {
      assert.equal((await world.webhook(forged, { secret: 'guessed' })).status, 401)
    }
    await world.webhook({ ...forged, reference: 'acme-shop-20000' }, { secret: 'guessed' })
    const { happenings } = await ask<ConsoleTimeline>(staff, '/orders/10041/timeline')
    const refused = happenings.filter(({ type }) => type === 'webhookRefused')
    assert.deepEqual(
      refused.map(({ name, detail, times }) => [name, detail, times]),
      [['CAPTURED', 'wrongSecret', 20]],
    )
  })

  test('is told from what is known while the provider cannot be reached', async () => {
    const network = new Network(seededRandom(1))
    const { world, staff } = await openOffice({ between: network.calls })
    await using _world = world
    await authorized(world, '10041')
    network.isProviderReachable = false
    const { happenings, unreadLogs } = (
      await world.during(staff.call('GET', '/orders/10041/timeline'))
    ).body as unknown as ConsoleTimeline
    assert.ok(happenings.some(({ type }) => type === 'approved'))
    assert.equal(unreadLogs[0]?.reference, 'acme-shop-10041')
    assert.ok(unreadLogs[0].advice?.nb)
  })
})

describe('the worklists', () => {
  test('hold orders that need attention, the longest waiting first, until they are cleared', async () => {
    const { world, staff } = await openOffice({ policy: { warnBeforeMs: 5 * DAY_MS } })
    await using _world = world
    await authorized(world, '10041')
    world.clock.advance(HOUR_MS)
    await authorized(world, '10042')
    await signInAgain(staff)
    const empty = await ask<ConsoleWorklist>(staff, '/attention')
    assert.deepEqual([empty.orders, empty.total], [[], 0])
    await world.pass(3 * DAY_MS)
    await signInAgain(staff)
    for (const path of ['/attention', '/reservations']) {
      const { orders, total } = await ask<ConsoleWorklist>(staff, path)
      assert.deepEqual([orders.map(({ number }) => number), total], [['10041', '10042'], 2])
    }
    await change(world, staff, '10041/attention/clear', {})
    const { orders } = await ask<ConsoleWorklist>(staff, '/attention')
    assert.deepEqual(
      orders.map(({ number, attention }) => [number, attention]),
      [['10042', ['guaranteeEnding']]],
    )
    // Somebody has looked at it, but the money is still there to be lost.
    const reserved = await ask<ConsoleWorklist>(staff, '/reservations')
    assert.equal(reserved.orders[0]?.remaining, 49_900)
    await change(world, staff, '10041/captures', {})
    await change(world, staff, '10042/cancellation', {})
    // Nothing can be lost any more: nobody has to clear what was warned of.
    assert.equal((await ask<ConsoleWorklist>(staff, '/attention')).total, 0)
    assert.equal((await ask<ConsoleWorklist>(staff, '/reservations')).total, 0)
  })
})

describe('the daily figures', () => {
  test('count what became known on each day of the country', async () => {
    const { world, staff } = await openOffice()
    await using _world = world
    await authorized(world, '10041')
    // At noon in UTC it is 14 in Oslo: after ten hours it is the next day there.
    world.clock.advance(10 * HOUR_MS)
    await signInAgain(staff)
    await change(world, staff, '10041/captures', { amount: 30_000 })
    await change(world, staff, '10041/refunds', { amount: 10_000 })
    await change(world, staff, '10041/cancellation', {})
    const { currencies } = await ask<ConsoleFigures>(
      staff,
      '/figures?from=2026-08-31&to=2026-09-02',
    )
    const nothing = {
      orders: 0,
      payments: 0,
      authorized: 0,
      captured: 0,
      refunded: 0,
      cancelled: 0,
    }
    assert.deepEqual(currencies, [
      {
        currency: 'NOK',
        days: [
          { day: '2026-08-31', ...nothing },
          { day: '2026-09-01', ...nothing, orders: 1, payments: 1, authorized: 49_900 },
          { day: '2026-09-02', ...nothing, captured: 30_000, refunded: 10_000, cancelled: 19_900 },
        ],
      },
    ])
    for (const span of ['from=2026-09-02&to=2026-09-01', 'from=2024-01-01&to=2026-01-01', '']) {
      assert.equal((await staff.call('GET', `/figures?${span}`)).status, 400, span)
    }
  })
})

describe('what is saved as a file', () => {
  async function file(staff: ConsoleBrowser, path: string): Promise<string> {
    const answer = await staff.open(`/console/api/v1/${path}`)
    assert.match(answer.headers.get('content-disposition') ?? '', /attachment/)
    assert.match(answer.headers.get('content-type') ?? '', /^text\/csv/)
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer())
  }

  test('has the orders of a search, as a Norwegian Excel reads them', async () => {
    const { world, staff } = await openOffice()
    await using _world = world
    const description = '=HYPERLINK("http://evil.example";"Click")'
    await authorized(world, '10041', { description, customer: { name: '+47;Ada' } })
    const text = await file(staff, 'orders.csv?language=nb')
    const [headings = '', row = '', rest] = text.split('\r\n')
    assert.match(headings, /^\u{FEFF}Ordre;Salgssted;Referanse;/u)
    assert.match(
      row,
      /^10041;123456;acme-shop-10041;authorized;NOK;499,00;499,00;0,00;0,00;499,00;2026-09-01 14:00:\d\d;/,
    )
    assert.ok(row.includes(`"'=HYPERLINK(""http://evil.example"";""Click"")"`))
    assert.ok(row.includes(`"'+47;Ada"`))
    assert.equal(rest, '')
  })

  test('has all of them, however many pages that is', async () => {
    const { world, staff } = await openOffice()
    await using _world = world
    await Promise.all(Array.from({ length: 120 }, (_, index) => world.place(`n-${1_000 + index}`)))
    const lines = (await file(staff, 'orders.csv')).trim().split('\r\n')
    assert.equal(lines.length, 121)
    assert.equal(new Set(lines).size, 121)
  })

  test('has worklists and figures too', async () => {
    const { world, staff } = await openOffice({ policy: { warnBeforeMs: 5 * DAY_MS } })
    await using _world = world
    await authorized(world, '10041')
    await world.pass(3 * DAY_MS)
    await signInAgain(staff)
    for (const list of ['attention', 'reservations']) {
      assert.match(await file(staff, `${list}.csv`), /\r\n10041;/)
    }
    const figures = await file(staff, 'figures.csv?from=2026-09-01&to=2026-09-01&language=nb')
    assert.match(figures, /\r\n2026-09-01;NOK;1;1;499,00;0,00;0,00;0,00\r\n$/)
  })
})
