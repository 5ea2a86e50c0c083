/** Employees who sign in with an identity provider, of which there is a real one in this process. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ConsoleConfiguration } from '@kvitt/merchant'
import { ADMINISTRATOR, administratorOf, ConsoleBrowser } from './support/console-browser.ts'
import {
  openIdentityProvider,
  OPENID_CLIENT,
  type IdentityProvider,
  type Person,
} from './support/identity-provider.ts'
import { openWorld, type World } from './support/world.ts'

const CALLBACK = 'https://merchant.test/console/openid/callback'
const KARI: Person = {
  sub: '00u1',
  preferred_username: 'kari',
  email: 'kari@shop.example',
  email_verified: true,
  roles: ['support'],
}

type Openid = NonNullable<ConsoleConfiguration['openid']>

interface Office extends AsyncDisposable {
  readonly world: World
  readonly identity: IdentityProvider
}

async function openOffice(changes: Partial<Openid> = {}): Promise<Office> {
  const identity = await openIdentityProvider(CALLBACK)
  identity.person = KARI
  const openid: Openid = {
    issuer: identity.issuer,
    ...OPENID_CLIENT,
    label: 'Entra ID',
    roles: { readers: 'read', support: 'handle', leaders: 'administer' },
    ...changes,
  }
  const world = await openWorld({
    console: { administrator: ADMINISTRATOR, openid },
    toShop: (shop) => (request) =>
      request.url.startsWith(identity.issuer) ? fetch(request) : shop(request),
  })
  return {
    world,
    identity,
    async [Symbol.asyncDispose]() {
      await world[Symbol.asyncDispose]()
      await identity[Symbol.asyncDispose]()
    },
  }
}

/** Follows a redirect as a browser does that has come from another site. */
async function sentTo(browser: ConsoleBrowser, address: string): Promise<string> {
  const headers = { 'Sec-Fetch-Site': 'cross-site' }
  const { status, headers: answered } = await browser.open(address, { headers })
  assert.equal(status, 302)
  return answered.get('location') ?? ''
}

/** Goes the whole way; answers where in the console it ends. */
async function signIn({ identity }: Office, browser: ConsoleBrowser, to = ''): Promise<string> {
  const query = new URLSearchParams({ to }).toString()
  const back = await identity.visit(await sentTo(browser, `/console/openid/start?${query}`))
  assert.ok(back.startsWith(CALLBACK), back)
  return sentTo(browser, back)
}

describe('signing in with an identity provider', () => {
  test('is offered to whoever is to sign in', async () => {
    await using office = await openOffice()
    const { body } = await new ConsoleBrowser(office.world).call('GET', '/sign-in-options')
    assert.deepEqual(body, { openid: { label: 'Entra ID' } })
  })

  test('leads on to where somebody wanted to be, with the role that they have there', async () => {
    await using office = await openOffice()
    const browser = new ConsoleBrowser(office.world)
    assert.equal(await signIn(office, browser, '/console/orders?q=1'), '/console/orders?q=1')
    const { body } = await browser.call('GET', '/session')
    assert.deepEqual(body, {
      user: { name: 'kari', role: 'handle' },
      hasPassword: false,
      mustChangePassword: false,
    })
    assert.deepEqual([...browser.cookies.keys()], ['kvitt-console'])
  })

  test('leads nowhere but into the console', async () => {
    await using office = await openOffice()
    for (const to of ['https://evil.example/console', '//evil.example', '/console.evil', '/pay']) {
      assert.equal(await signIn(office, new ConsoleBrowser(office.world), to), '/console')
    }
  })

  test('gives the role of today to who has signed in before', async () => {
    await using office = await openOffice()
    const browser = new ConsoleBrowser(office.world)
    await signIn(office, browser)
    office.identity.person = {
      ...KARI,
      preferred_username: 'kari.n',
      roles: ['readers', 'leaders'],
    }
    await signIn(office, browser)
    const { body } = await browser.call('GET', '/session')
    assert.deepEqual(body['user'], { name: 'kari', role: 'administer' })
  })

  for (const [what, person, changes, problem] of [
    ['has no role', { ...KARI, roles: ['guests'] }, {}, 'openidRole'],
    ['has no role of ours', { ...KARI, roles: 'constructor' }, {}, 'openidRole'],
    ['is of another domain', KARI, { allowedDomains: ['other.example'] }, 'openidDomain'],
    [
      'has not verified their address',
      { ...KARI, email_verified: false },
      { allowedDomains: ['shop.example'] },
      'openidDomain',
    ],
    ['is called as somebody else', { ...KARI, preferred_username: 'Astrid' }, {}, 'openidName'],
  ] as const) {
    test(`lets nobody in who ${what}`, async () => {
      await using office = await openOffice(changes)
      await office.world.merchant.ensureAdministrator()
      office.identity.person = person
      const browser = new ConsoleBrowser(office.world)
      assert.equal(await signIn(office, browser), `/console/sign-in?problem=${problem}`)
      assert.equal((await browser.call('GET', '/session')).status, 204)
    })
  }

  test('lets those of an allowed domain in, with the role that everybody has', async () => {
    const changes = { allowedDomains: ['Shop.example'], defaultRole: 'read', roles: {} } as const
    await using office = await openOffice(changes)
    const browser = new ConsoleBrowser(office.world)
    assert.equal(await signIn(office, browser), '/console')
    const { body } = await browser.call('GET', '/session')
    assert.deepEqual(body['user'], { name: 'kari', role: 'read' })
  })

  test('lets nobody in whom an administrator has deactivated, and ends their session', async () => {
    await using office = await openOffice()
    const browser = new ConsoleBrowser(office.world)
    await signIn(office, browser)
    const administrator = await administratorOf(office.world)
    await administrator.call('PATCH', '/users/kari', { isActive: false })
    assert.equal((await browser.call('GET', '/session')).status, 204)
    assert.equal(await signIn(office, browser), '/console/sign-in?problem=openidRefused')
  })

  test('leaves roles and passwords to the identity provider', async () => {
    await using office = await openOffice()
    await signIn(office, new ConsoleBrowser(office.world))
    const administrator = await administratorOf(office.world)
    for (const { body } of [
      await administrator.call('PATCH', '/users/kari', { role: 'administer' }),
      await administrator.call('POST', '/users/kari/password'),
    ]) {
      assert.equal(body['code'], 'managedElsewhere')
    }
    const guessed = await new ConsoleBrowser(office.world).signIn('kari', 'anything at all')
    assert.equal(guessed.status, 401)
  })

  test('takes no answer that another browser has asked for, and none twice', async () => {
    await using office = await openOffice()
    const [browser, victim] = [new ConsoleBrowser(office.world), new ConsoleBrowser(office.world)]
    const start = '/console/openid/start'
    const back = await office.identity.visit(await sentTo(browser, start))
    const failed = '/console/sign-in?problem=openidFailed'
    assert.equal(await sentTo(victim, back), failed)
    await sentTo(victim, start)
    assert.equal(await sentTo(victim, back), failed)
    assert.equal(await sentTo(browser, back), '/console')
    assert.equal(await sentTo(browser, back), failed)
    assert.equal((await victim.call('GET', '/session')).status, 204)
  })

  test('takes nothing that was not issued by this provider for this client', async () => {
    await using office = await openOffice()
    const browser = new ConsoleBrowser(office.world)
    const authorization = new URL(await sentTo(browser, '/console/openid/start'))
    assert.equal(authorization.searchParams.get('code_challenge_method'), 'S256')
    const state = authorization.searchParams.get('state') ?? ''
    const made = new URLSearchParams({ code: 'made-up', state, iss: office.identity.issuer })
    assert.equal(
      await sentTo(browser, `${CALLBACK}?${made.toString()}`),
      '/console/sign-in?problem=openidFailed',
    )
  })

  test('says when the identity provider is down, and works again once it is not', async () => {
    await using office = await openOffice()
    let isDown = true
    await using world = await openWorld({
      console: {
        openid: { issuer: office.identity.issuer, ...OPENID_CLIENT, label: 'x', roles: {} },
      },
      toShop: () => (request) =>
        isDown ? Promise.reject(new TypeError('connection refused')) : fetch(request),
    })
    const browser = new ConsoleBrowser(world)
    const down = await sentTo(browser, '/console/openid/start')
    assert.equal(down, '/console/sign-in?problem=openidUnavailable')
    isDown = false
    const up = await sentTo(browser, '/console/openid/start')
    assert.ok(up.startsWith(office.identity.issuer), up)
  })
})
