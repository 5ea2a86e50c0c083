/** Who gets into the support console, and what keeps everybody else out. */
import assert from 'node:assert/strict'
import { argon2Sync } from 'node:crypto'
import { describe, test } from 'node:test'
import type { OneTimePassword } from '@kvitt/contract'
import { consoleUsers } from '@kvitt/domain'
import { merchantStoreOptions } from '@kvitt/merchant'
import { openSqliteStore } from '@kvitt/store'
import { FakeClock } from '@kvitt/testing/fake-clock'
import { HOUR_MS, instant, MINUTE_MS } from '@kvitt/values'
import { bareMerchant, RANDOM } from './support/bare-merchant.ts'
import {
  ADMINISTRATOR,
  administratorOf,
  ConsoleBrowser,
  employeeOf,
} from './support/console-browser.ts'
import { openWorld, type World } from './support/world.ts'

const OWN_PASSWORD = 'a password of my own'

function openOffice(): Promise<World> {
  return openWorld({ console: { administrator: ADMINISTRATOR } })
}

/** Whether whoever sits at a browser is signed in. */
async function isSignedIn(browser: ConsoleBrowser): Promise<boolean> {
  return (await browser.call('GET', '/session')).status === 200
}

test('to ask who is signed in is no mistake of somebody who is not: nothing is answered, or kept', async () => {
  await using world = await openOffice()
  const { status, body, headers } = await new ConsoleBrowser(world).call('GET', '/session')
  assert.deepEqual([status, body, headers.get('cache-control')], [204, {}, 'no-store'])
})

describe('the first administrator', () => {
  test('is made once, with a password that has to be changed first', async () => {
    await using world = await openWorld()
    const first = await world.merchant.ensureAdministrator()
    assert.ok(first)
    assert.equal(await world.merchant.ensureAdministrator(), undefined)
    const browser = new ConsoleBrowser(world)
    const { status, body } = await browser.signIn(first.name, first.password)
    assert.deepEqual(
      [status, body],
      [
        200,
        {
          user: { name: 'admin', role: 'administer' },
          hasPassword: true,
          mustChangePassword: true,
        },
      ],
    )
    const early = await browser.call('GET', '/users')
    assert.deepEqual([early.status, early.body['code']], [403, 'passwordChangeNeeded'])
    const wish = { current: first.password, password: OWN_PASSWORD }
    assert.equal((await browser.call('POST', '/password', wish)).status, 200)
    assert.equal((await browser.call('GET', '/users')).status, 200)
  })

  test('is the one that the configuration names, whose password is not set again', async () => {
    await using world = await openOffice()
    const browser = await administratorOf(world)
    const wish = { current: ADMINISTRATOR.password, password: OWN_PASSWORD }
    assert.equal((await browser.call('POST', '/password', wish)).status, 200)
    assert.equal(await world.merchant.ensureAdministrator(), undefined)
    const again = await new ConsoleBrowser(world).signIn(ADMINISTRATOR.name, OWN_PASSWORD)
    assert.equal(again.status, 200)
  })
})

describe('signing in', () => {
  test('is refused in the same words whether the name or the password is wrong', async () => {
    await using world = await openOffice()
    await world.merchant.ensureAdministrator()
    const browser = new ConsoleBrowser(world)
    const answers = [
      await browser.signIn('nobody', ADMINISTRATOR.password),
      await browser.signIn(ADMINISTRATOR.name, 'guess'),
    ]
    for (const { status, body } of answers) {
      assert.deepEqual([status, body['code']], [401, 'wrongPassword'])
    }
    assert.equal(await isSignedIn(browser), false)
    assert.doesNotMatch(JSON.stringify(world.warnings), /nobody|guess|horse/)
  })

  test('takes the name in any case of its letters', async () => {
    await using world = await openOffice()
    await world.merchant.ensureAdministrator()
    const browser = new ConsoleBrowser(world)
    const { body } = await browser.signIn('ASTRID', ADMINISTRATOR.password)
    assert.deepEqual(body['user'], { name: 'astrid', role: 'administer' })
  })

  test('leaves a token that scripts and other sites do not see, and that is not in the store', async () => {
    await using world = await openOffice()
    await world.merchant.ensureAdministrator()
    const browser = new ConsoleBrowser(world)
    const { headers } = await browser.signIn(ADMINISTRATOR.name, ADMINISTRATOR.password)
    const [cookie = ''] = headers.getSetCookie()
    for (const part of ['Path=/console', 'HttpOnly', 'Secure', 'SameSite=Strict', 'Max-Age=43200'])
      assert.ok(cookie.split('; ').includes(part), `${part} in ${cookie}`)
    const [token = ''] = browser.cookies.values()
    assert.equal(Buffer.from(token, 'base64url').length, 32)
    const stored = await world.merchantDump()
    assert.ok(!stored.includes(token) && !stored.includes(ADMINISTRATOR.password))
    assert.match(stored, /\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  test('is put off for a name after ten wrong passwords, until time has passed', async () => {
    await using world = await openOffice()
    await world.merchant.ensureAdministrator()
    const browser = new ConsoleBrowser(world)
    await Promise.all(Array.from({ length: 10 }, () => browser.signIn('Astrid', 'guess')))
    const { status, headers } = await browser.signIn(ADMINISTRATOR.name, ADMINISTRATOR.password)
    assert.deepEqual([status, headers.get('retry-after')], [429, '300'])
    world.clock.advance(5 * MINUTE_MS)
    assert.equal((await browser.signIn(ADMINISTRATOR.name, ADMINISTRATOR.password)).status, 200)
  })

  test('is put off for an address that tries many names, and for no other address', async () => {
    await using world = await openOffice()
    await world.merchant.ensureAdministrator()
    const guesser = new ConsoleBrowser(world, '192.0.2.66')
    for (const half of [0, 30]) {
      const names = Array.from({ length: 30 }, (_, count) => `name-${half + count}`)
      await Promise.all(names.map((name) => guesser.signIn(name, 'guess')))
    }
    const late = await guesser.signIn('name-60', 'guess')
    assert.deepEqual([late.status, late.body['code']], [429, 'tooManySignIns'])
    const { name, password } = ADMINISTRATOR
    assert.equal((await new ConsoleBrowser(world).signIn(name, password)).status, 200)
  })
})

test('behind a proxy the address is what the proxy says last, whatever stands before it', async () => {
  await using world = await openWorld({ console: { administrator: ADMINISTRATOR, proxies: 1 } })
  await world.merchant.ensureAdministrator()
  const browser = new ConsoleBrowser(world, '10.0.0.1')
  const addresses = ['198.51.100.7, 192.0.2.1', '192.0.2.2, 192.0.2.1', '192.0.2.1', '']
  for (const forwarded of addresses) {
    const headers = { 'X-Forwarded-For': forwarded }
    await browser.call('POST', '/session', { name: ADMINISTRATOR.name, password: 'guess' }, headers)
  }
  const logged = world.warnings.map(
    ({ context }) => (context as { readonly address?: string }).address,
  )
  assert.deepEqual(logged, ['192.0.2.1', '192.0.2.1', '192.0.2.1', '10.0.0.1'])
})

test('a password that was hashed with less work is hashed anew when its user signs in', async () => {
  const clock = new FakeClock(instant(Date.UTC(2026, 8, 1, 12)))
  await using store = openSqliteStore(':memory:', merchantStoreOptions(RANDOM, []))
  await using merchant = bareMerchant(store, clock)
  const command = {
    type: 'create',
    at: clock.now(),
    by: 'server',
    name: 'kari',
    role: 'read',
    hash: hashedWithLess(OWN_PASSWORD),
    isOneTime: false,
  } as const
  const aggregate = consoleUsers
  await store.decide({ aggregate, key: 'console-users', command, at: command.at })
  const hashOf = async (): Promise<string> => {
    const login = (await store.load(aggregate, 'console-users'))?.users[0]?.login
    return login?.kind === 'password' ? login.hash : ''
  }
  const browser = new ConsoleBrowser({ merchant })
  assert.equal((await browser.signIn('kari', 'guess')).status, 401)
  assert.match(await hashOf(), /m=64,/)
  assert.equal((await browser.signIn('kari', OWN_PASSWORD)).status, 200)
  const renewed = await hashOf()
  assert.match(renewed, /m=19456,t=2,p=1/)
  assert.equal(await isSignedIn(browser), true)
  assert.equal((await browser.signIn('kari', OWN_PASSWORD)).status, 200)
  assert.equal(await hashOf(), renewed)
})

/** A hash in PHC string format of hardly any work. */
function hashedWithLess(password: string): string {
  const nonce = Buffer.alloc(16, 1)
  const work = { memory: 64, passes: 1, parallelism: 1, tagLength: 32 }
  const key = argon2Sync('argon2id', { ...work, message: password, nonce })
  const [salt, tag] = [nonce, key].map((each) => each.toString('base64').replace(/=+$/, ''))
  return `$argon2id$v=19$m=64,t=1,p=1$${salt}$${tag}`
}

describe('a session', () => {
  test('ends when its user does nothing for half an hour', async () => {
    await using world = await openOffice()
    const browser = await administratorOf(world)
    for (let count = 0; count < 3; count += 1) {
      world.clock.advance(29 * MINUTE_MS)
      assert.equal(await isSignedIn(browser), true)
    }
    world.clock.advance(30 * MINUTE_MS)
    assert.equal(await isSignedIn(browser), false)
  })

  test('ends after twelve hours, whatever its user does', async () => {
    await using world = await openOffice()
    const browser = await administratorOf(world)
    for (let minutes = 0; minutes < 700; minutes += 20) {
      assert.equal(await isSignedIn(browser), true)
      world.clock.advance(20 * MINUTE_MS)
    }
    world.clock.advance(20 * MINUTE_MS)
    assert.equal(await isSignedIn(browser), false)
  })

  test('ends with signing out, also for who has copied its token', async () => {
    await using world = await openOffice()
    const browser = await administratorOf(world)
    const [[name = '', token = ''] = []] = browser.cookies
    const { headers } = await browser.call('DELETE', '/session')
    assert.match(headers.getSetCookie().join(), /kvitt-console=;.*Path=\/console/)
    const thief = new ConsoleBrowser(world)
    const Cookie = `${name}=${token}`
    assert.equal((await thief.call('GET', '/session', undefined, { Cookie })).status, 204)
    assert.equal((await thief.call('GET', '/orders', undefined, { Cookie })).status, 401)
  })

  test('is forgotten when it is over, by whatever it ended', async () => {
    await using world = await openOffice()
    const browser = await administratorOf(world)
    await administratorOf(world)
    const sessions = async () =>
      (await world.merchantDump()).split('\n').filter((line) => line.includes('"session-started"'))
    assert.equal((await sessions()).length, 2)
    await browser.call('DELETE', '/session')
    await world.settle()
    assert.equal((await sessions()).length, 1)
    await world.pass(31 * MINUTE_MS)
    assert.deepEqual(await sessions(), [])
  })

  test('outlives the payment server, because the store has it', async () => {
    await using world = await openOffice()
    const browser = await administratorOf(world)
    await world.stopMerchant()
    await world.startMerchant()
    assert.equal(await isSignedIn(browser), true)
  })

  test('ends everywhere when the password is changed, but where that was done', async () => {
    await using world = await openOffice()
    const [here, elsewhere] = [await administratorOf(world), await administratorOf(world)]
    const wish = { current: ADMINISTRATOR.password, password: OWN_PASSWORD }
    await here.call('POST', '/password', wish)
    assert.deepEqual([await isSignedIn(here), await isSignedIn(elsewhere)], [true, false])
  })

  test('of somebody else ends when an administrator deactivates them or resets their password', async () => {
    await using world = await openOffice()
    const administrator = await administratorOf(world)
    const kari = await employeeOf(world, administrator, { name: 'kari', role: 'handle' })
    const per = await employeeOf(world, administrator, { name: 'per', role: 'read' })
    await administrator.call('PATCH', '/users/kari', { isActive: false })
    await administrator.call('POST', '/users/per/password')
    assert.deepEqual([await isSignedIn(kari), await isSignedIn(per)], [false, false])
    assert.equal((await kari.signIn('kari', OWN_PASSWORD)).status, 401)
    await administrator.call('PATCH', '/users/kari', { isActive: true })
    assert.equal(await isSignedIn(kari), false)
    assert.equal((await kari.signIn('kari', OWN_PASSWORD)).status, 200)
  })
})

describe('a new password', () => {
  for (const password of [
    'short',
    'Password123456',
    'passord passord passord',
    'aaaaaaaaaaaaaaaaaaa',
    'astrid-astrid-astrid',
    ADMINISTRATOR.password,
  ]) {
    test(`is refused when it is ${password}`, async () => {
      await using world = await openOffice()
      const browser = await administratorOf(world)
      const wish = { current: ADMINISTRATOR.password, password }
      const { status, body } = await browser.call('POST', '/password', wish)
      assert.deepEqual([status, body['code']], [400, 'passwordUnfit'])
    })
  }

  test('needs the present one, which cannot be guessed for ever', async () => {
    await using world = await openOffice()
    const browser = await administratorOf(world)
    const wish = { current: 'guess', password: OWN_PASSWORD }
    const { status, body } = await browser.call('POST', '/password', wish)
    assert.deepEqual([status, body['code']], [401, 'wrongPassword'])
    for (let count = 1; count < 10; count += 1) await browser.call('POST', '/password', wish)
    assert.equal((await browser.call('POST', '/password', wish)).status, 429)
  })
})

describe('users', () => {
  test('are made by administrators, with a password that is told once', async () => {
    await using world = await openOffice()
    const administrator = await administratorOf(world)
    const { body } = await administrator.call('POST', '/users', { name: 'Kari', role: 'read' })
    const { user, password } = body as unknown as OneTimePassword
    assert.deepEqual(
      [user.name, user.role, user.mustChangePassword, password.length],
      ['Kari', 'read', true, 24],
    )
    const { body: list } = await administrator.call('GET', '/users')
    assert.doesNotMatch(JSON.stringify(list), new RegExp(`argon2|${password}`))
    const kari = new ConsoleBrowser(world)
    assert.equal((await kari.signIn('kari', password)).body['mustChangePassword'], true)
  })

  for (const [name, code] of [
    ['astrid', 'nameTaken'],
    ['ASTRID', 'nameTaken'],
    ['shop', 'nameInvalid'],
    ['Policy', 'nameInvalid'],
    ['two words', 'nameInvalid'],
    ['x', 'nameInvalid'],
  ] as const) {
    test(`cannot be called ${name}: ${code}`, async () => {
      await using world = await openOffice()
      const administrator = await administratorOf(world)
      const { body } = await administrator.call('POST', '/users', { name, role: 'read' })
      assert.equal(body['code'], code)
    })
  }

  test('of lesser roles see neither users nor the audit log', async () => {
    await using world = await openOffice()
    const administrator = await administratorOf(world)
    for (const role of ['read', 'handle'] as const) {
      const employee = await employeeOf(world, administrator, { name: `a-${role}`, role })
      for (const [method, path] of [
        ['GET', '/users'],
        ['POST', '/users'],
        ['PATCH', '/users/astrid'],
        ['POST', '/users/astrid/password'],
        ['GET', '/audit'],
        ['GET', '/audit.csv'],
      ] as const) {
        const { status, body } = await employee.call(
          method,
          path,
          method === 'GET' ? undefined : {},
        )
        assert.deepEqual([status, body['code']], [403, 'forbidden'], `${role}: ${method} ${path}`)
      }
    }
  })

  test('have the role that they have now, not when they signed in', async () => {
    await using world = await openOffice()
    const administrator = await administratorOf(world)
    const kari = await employeeOf(world, administrator, { name: 'kari', role: 'administer' })
    assert.equal((await kari.call('GET', '/users')).status, 200)
    await administrator.call('PATCH', '/users/kari', { role: 'read' })
    assert.equal((await kari.call('GET', '/users')).status, 403)
  })

  test('always have an administrator among them', async () => {
    await using world = await openOffice()
    const administrator = await administratorOf(world)
    for (const change of [{ role: 'handle' }, { isActive: false }]) {
      const { body } = await administrator.call('PATCH', '/users/astrid', change)
      assert.equal(body['code'], 'lastAdministrator')
    }
    await administrator.call('POST', '/users', { name: 'kari', role: 'administer' })
    const { status } = await administrator.call('PATCH', '/users/astrid', { isActive: false })
    assert.equal(status, 200)
  })
})

describe('the pages of others', () => {
  for (const headers of [
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': 'none' },
    { Origin: 'https://evil.example' },
    { Origin: 'https://merchant.test:8443' },
    { Origin: 'null' },
    {},
  ] as const) {
    test(`change nothing with ${JSON.stringify(headers)}`, async () => {
      await using world = await openOffice()
      const browser = await administratorOf(world)
      const answer = await browser.open('/console/api/v1/users', {
        method: 'POST',
        headers,
        body: JSON.stringify({ name: 'mallory', role: 'administer' }),
      })
      assert.equal(answer.status, 403)
    })
  }

  test('are told apart from those of this server also by browsers that say only the origin', async () => {
    await using world = await openOffice()
    const browser = await administratorOf(world)
    const answer = await browser.open('/console/api/v1/users', {
      method: 'POST',
      headers: { Origin: 'https://merchant.test' },
      body: JSON.stringify({ name: 'kari', role: 'read' }),
    })
    assert.equal(answer.status, 201)
  })
})

test('nothing of the console is answered without signing in', async () => {
  await using world = await openOffice()
  const stranger = new ConsoleBrowser(world)
  for (const path of ['/users', '/audit', '/audit.csv', '/orders', '/anything']) {
    const { status, body } = await stranger.call('GET', path)
    assert.deepEqual([status, body['code']], [401, 'signInNeeded'], path)
  }
})

test('without pages the payment server says what to do', async () => {
  await using world = await openOffice()
  const browser = new ConsoleBrowser(world)
  assert.equal((await browser.open('/')).headers.get('location'), '/console')
  const answer = await browser.open('/console')
  assert.equal(answer.status, 503)
  assert.match(await answer.text(), /Start it with kvitt merchant/)
})

test('a session that nobody uses is no longer one after a night', async () => {
  await using world = await openOffice()
  const browser = await administratorOf(world)
  world.clock.advance(13 * HOUR_MS)
  assert.equal((await browser.call('GET', '/users')).body['code'], 'signInNeeded')
})
