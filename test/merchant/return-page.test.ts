/** The page that customers come back to: in any browser, without a session, whatever happened. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, test } from 'node:test'
import { MINUTE_MS } from '@kvitt/values'
import { openWorld, RESULT_SECRET, type World } from './support/world.ts'

async function returning(
  world: World,
  language = 'en',
): Promise<{ readonly status: number; readonly text: string; readonly refresh: string }> {
  const { returnToken, attempts } = await world.stored('10041')
  const path = `/return/${attempts.at(-1)?.reference ?? ''}/${returnToken}`
  const response = await world.send(path, { headers: { 'Accept-Language': language } })
  return {
    status: response.status,
    text: await response.text(),
    refresh: response.headers.get('refresh') ?? '',
  }
}

describe('a customer who comes back', () => {
  test('is thanked when the payment is approved, even before any webhook', async () => {
    await using world = await openWorld({ isRegistered: false })
    const { reference } = await world.place('10041')
    await world.customer('approve', reference)
    const { status, text } = await returning(world)
    assert.equal(status, 200)
    assert.match(text, /<h1>Thank you<\/h1>/)
    assert.match(text, /Order 10041: Two pairs of socks/)
  })

  test('is told that nothing is charged when they have rejected', async () => {
    await using world = await openWorld()
    const { reference } = await world.place('10041')
    await world.customer('reject', reference)
    assert.match((await returning(world)).text, /<h1>Not paid<\/h1>/)
  })

  test('waits on the page while nobody knows, and is not led on', async () => {
    await using world = await openWorld()
    const { reference } = await world.place('10041')
    const { text, refresh } = await returning(world)
    assert.match(text, /<h1>One moment<\/h1>/)
    assert.match(text, /<noscript><meta http-equiv="refresh" content="2"><\/noscript>/)
    assert.equal(refresh, '')
    assert.doesNotMatch(text, /<a /)
    await world.customer('approve', reference)
    assert.match((await returning(world)).text, /<h1>Thank you<\/h1>/)
  })

  test('is not told that nothing is charged while an earlier attempt may be approved', async () => {
    await using world = await openWorld({ isRegistered: false })
    const { reference } = await world.place('10041')
    // The earlier attempt cannot be ended, and its customer approves it.
    const answer = world.change('10041', 'attempts')
    await world.customer('approve', reference)
    await answer
    await world.customer('reject', `${reference}-1`)
    assert.match((await returning(world)).text, /<h1>(?:One moment|Thank you)<\/h1>/)
    await world.pass(MINUTE_MS)
    assert.match((await returning(world)).text, /<h1>Thank you<\/h1>/)
  })

  for (const [refunded, title] of [
    [10_000, 'Thank you'],
    [49_900, 'Refunded'],
  ] as const) {
    test(`reads ${title} when ${refunded} of 49,900 is refunded`, async () => {
      await using world = await openWorld()
      const { reference } = await world.place('10041')
      await world.customer('approve', reference)
      await world.settle()
      await world.change('10041', 'captures')
      await world.change('10041', 'refunds', { amount: refunded })
      assert.match((await returning(world)).text, new RegExp(`<h1>${title}</h1>`))
    })
  }

  test('is not told that all is charged while a part is reserved', async () => {
    await using world = await openWorld()
    const { reference } = await world.place('10041')
    await world.customer('approve', reference)
    await world.settle()
    await world.change('10041', 'captures', { amount: 10_000 })
    assert.match((await returning(world)).text, /Part of it is charged, and the rest when/)
    assert.match((await returning(world, 'nb')).text, /En del er trukket, og resten/)
    await world.change('10041', 'refunds', { amount: 10_000 })
    assert.match((await returning(world)).text, /Part of it is charged, and the rest when/)
    await world.change('10041', 'captures', { isLast: true })
    assert.match((await returning(world)).text, /Your payment is approved and charged\./)
  })

  test('waits on the page while the server cannot say, and sees nothing of its fault', async () => {
    await using world = await openWorld()
    await world.place('10041')
    const { returnToken } = await world.stored('10041')
    const { merchant } = world
    world.crash()
    const url = `https://merchant.test/return/acme-shop-10041/${returnToken}`
    const response = await merchant.fetch(new Request(url))
    assert.equal(response.status, 503)
    assert.match(await response.text(), /<h1>One moment<\/h1>/)
  })

  test('goes on to the shop with a result that the shop can verify', async () => {
    await using world = await openWorld()
    const { reference } = await world.place('10041')
    await world.customer('approve', reference)
    const { refresh, text } = await returning(world)
    const url = new URL(refresh.replace(/^4; url=/, ''))
    assert.ok(text.includes(`href="${url.href.replaceAll('&', '&amp;')}"`))
    assert.equal(url.origin + url.pathname, 'https://shop.example/orders/10041')
    const { order, status, at, signature } = Object.fromEntries(url.searchParams)
    assert.deepEqual([order, status], ['10041', 'authorized'])
    const right = createHmac('sha256', RESULT_SECRET).update(`${order}.${status}.${at}`)
    assert.equal(signature, right.digest('base64url'))
  })

  for (const [language, title] of [
    ['nb-NO,nb;q=0.9,en;q=0.8', 'Takk'],
    ['da', 'Tak'],
    ['fi-FI', 'Kiitos'],
    ['sv, de', 'Thank you'],
  ] as const) {
    test(`reads ${title} with ${language}`, async () => {
      await using world = await openWorld()
      const { reference } = await world.place('10041')
      await world.customer('approve', reference)
      assert.match((await returning(world, language)).text, new RegExp(`<h1>${title}</h1>`))
    })
  }

  test('is shown nothing without the token of the order', async () => {
    await using world = await openWorld()
    const { reference } = await world.place('10041')
    for (const path of [`/return/${reference}/x`, '/return/acme-shop-1/x', '/return/x/x']) {
      const response = await world.send(path)
      assert.equal(response.status, 404)
      assert.doesNotMatch(await response.text(), /10041/)
    }
  })

  test('sees what the shop has written as text, never as markup', async () => {
    await using world = await openWorld()
    await world.place('10041', { description: '<img src=x onerror=alert(1)>' })
    const { text } = await returning(world)
    assert.doesNotMatch(text, /<img/)
  })
})
