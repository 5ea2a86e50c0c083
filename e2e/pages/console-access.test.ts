/** The support console of `kvitt merchant` in a browser: who gets in, and what they may do there. */
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { assertAccessible, LOOKS, openPage, startBrowser } from '../support/browser.ts'
import { spawnKvitt, startMerchant, temporaryDirectory, type Running } from '../support/kvitt.ts'
import { merchantConfiguration } from '../support/merchant-configuration.ts'
import { ADMINISTRATOR } from '../support/payment-server.ts'

const OWN_PASSWORD = 'a password of my own'

/** Of a payment server whose provider is never reached: nobody pays here. */
function config(
  directory: string,
  changes: object = { console: { administrator: ADMINISTRATOR } },
) {
  const place = { provider: 'http://localhost:9', data: join(directory, 'data') }
  return merchantConfiguration(place, changes)
}

describe('the support console', () => {
  let browser: Browser
  let merchant: Running
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>

  before(async () => {
    directory = await temporaryDirectory()
    browser = await startBrowser()
    const file = join(directory.path, 'shop.json')
    await writeFile(file, JSON.stringify(config(directory.path)))
    merchant = await startMerchant(file, {})
  })

  after(async () => {
    await browser.close()
    await merchant[Symbol.asyncDispose]()
    await directory[Symbol.asyncDispose]()
  })

  async function signIn(page: Page, name: string, password: string): Promise<void> {
    await page.getByLabel('User name').fill(name)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  }

  /** A page of the console, as the administrator sees it. */
  async function openAsAdministrator(path: string, look: object = {}): Promise<Page> {
    const page = await openPage(browser, `${merchant.url}${path}`, look)
    await page.waitForURL('**/console/sign-in?to=*')
    await signIn(page, ADMINISTRATOR.name, ADMINISTRATOR.password)
    return page
  }

  test('is where the address of the payment server leads', async () => {
    const page = await openPage(browser, `${merchant.url}/`)
    await page.waitForURL('**/console/sign-in?to=*')
    // By a path: a page's policy forbids what Playwright would evaluate there to wait for more.
    const title = page.locator("xpath=//title[. = 'Support console – Kvitt']")
    await title.waitFor({ state: 'attached' })
  })

  test('is no error to a browser that nobody has signed in with', async () => {
    const page = await openPage(browser, 'about:blank')
    const errors: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text())
    })
    const failed: string[] = []
    page.on('response', (response) => {
      if (!response.ok()) failed.push(`${response.status()} ${response.url()}`)
    })
    await page.goto(`${merchant.url}/console`)
    await page.waitForURL('**/console/sign-in?to=*')
    await page.getByLabel('User name').waitFor()
    assert.deepEqual([failed, errors], [[], []])
  })

  test('leads back to the page that somebody wanted, and keeps no token where scripts see it', async () => {
    const page = await openPage(browser, `${merchant.url}/console/audit?by=astrid`)
    await page.waitForURL('**/console/sign-in?to=*')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByText('Type your password.').waitFor()
    await signIn(page, ADMINISTRATOR.name, 'guess')
    await page.getByText('The name or the password is wrong.').waitFor()
    await signIn(page, ADMINISTRATOR.name, ADMINISTRATOR.password)
    await page.waitForURL('**/console/audit?by=astrid')
    await page.getByRole('heading', { name: 'Audit log' }).waitFor()
    const seen = await page.evaluate(
      '[document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join()',
    )
    assert.doesNotMatch(String(seen), /kvitt-console|correct horse/)
  })

  test('has an administrator make a user, who chooses a password and sees what the role allows', async () => {
    const page = await openAsAdministrator('/console/users')
    await page.getByRole('button', { name: 'New user' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('User name').fill('kari')
    await dialog.getByRole('button', { name: 'Create' }).click()
    const told = dialog.getByText(/^\S{4}(?:-\S{4}){4}$/)
    const password = (await told.textContent()) ?? ''
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await page.getByRole('listitem').filter({ hasText: 'Has not chosen a password' }).waitFor()

    const kari = await openPage(browser, `${merchant.url}/console/users`)
    await kari.waitForURL('**/console/sign-in?to=*')
    await signIn(kari, 'kari', password)
    await kari.getByText('Choose one that only you know').waitFor()
    assert.equal(await kari.getByRole('link', { name: 'Orders', exact: true }).count(), 0)
    await kari.getByLabel('Present password').fill(password)
    await kari.getByLabel('New password', { exact: true }).fill(OWN_PASSWORD)
    await kari.getByLabel('New password again').fill(OWN_PASSWORD)
    await kari.getByRole('button', { name: 'Change password' }).click()
    await kari.getByText('Your role does not allow this page.').waitFor()
    await kari.getByRole('link', { name: 'Orders', exact: true }).waitFor()
    assert.equal(await kari.getByRole('link', { name: 'Users' }).count(), 0)
    const refused = await kari.evaluate(`fetch('/console/api/v1/orders/1/captures', {
      method: 'POST', headers: { 'Idempotency-Key': '1' }, body: '{"reason":"because"}',
    }).then((answer) => answer.json())`)
    assert.equal((refused as { readonly code: string }).code, 'forbidden')

    await page.reload()
    const item = page.getByRole('listitem').filter({ hasText: 'kari' })
    await item.getByRole('button', { name: 'Change kari' }).click()
    await page.getByRole('menuitem', { name: 'Deactivate' }).click()
    await page.getByRole('button', { name: 'Deactivate' }).click()
    await item.getByText('Deactivated').waitFor()
    await kari.reload()
    await kari.waitForURL('**/console/sign-in?to=*')
    await page.getByRole('link', { name: 'Audit log' }).click()
    await page.getByText('deactivated kari').waitFor()
  })

  test('says to whom a session ends in the middle of something that it was not done', async () => {
    const page = await openAsAdministrator('/console/users')
    await page.getByRole('button', { name: 'New user' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('User name').fill('nils')
    await page.context().clearCookies()
    await dialog.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('alert').getByText('what you asked for was not done').waitFor()
    await signIn(page, ADMINISTRATOR.name, ADMINISTRATOR.password)
    await page.getByRole('heading', { name: 'Users' }).waitFor()
    assert.equal(await page.getByText('nils').count(), 0)
    const madeUp = await openPage(browser, `${merchant.url}/console/sign-in?problem=Ring+5550100`)
    await madeUp.getByLabel('User name').waitFor()
    assert.equal(await madeUp.getByRole('alert').count(), 0)
  })

  test('tests its set-up, and says what is wrong in both languages', async () => {
    const page = await openAsAdministrator('/console/set-up')
    await page.getByRole('button', { name: 'Test the set-up' }).click()
    await page.getByRole('heading', { name: 'Sales unit 123456' }).waitFor()
    await page.getByText('The provider does not answer.', { exact: true }).waitFor()
    await page.getByRole('listitem').filter({ hasText: 'Not tried' }).first().waitFor()
    await page.getByLabel('Language').first().selectOption('nb')
    await page.getByText(/^Leverandøren svarer ikke\./).waitFor()
    // The label of the button fades back in.
    await page.evaluate(
      'Promise.allSettled(document.getAnimations().map(({ finished }) => finished))',
    )
    await assertAccessible(page)
  })

  test('speaks Norwegian, and lets people out again', async () => {
    const page = await openAsAdministrator('/console/password')
    await page.getByRole('heading', { name: 'Change password' }).waitFor()
    await page.getByLabel('Language').first().selectOption('nb')
    await page.getByRole('heading', { name: 'Bytt passord' }).waitFor()
    await page.getByRole('button', { name: 'astrid' }).click()
    await page.getByRole('menuitem', { name: 'Logg ut' }).click()
    await page.getByRole('heading', { name: 'Logg inn' }).waitFor()
    await page.goto(`${merchant.url}/console/users`)
    await page.waitForURL('**/console/sign-in?to=*')
  })

  for (const look of LOOKS) {
    test(`is accessible in ${look.colorScheme} at ${look.viewport.width} pixels`, async () => {
      const page = await openPage(browser, `${merchant.url}/console/users`, look)
      await page.getByLabel('User name').waitFor()
      await assertAccessible(page)
      await signIn(page, ADMINISTRATOR.name, ADMINISTRATOR.password)
      await page.getByRole('button', { name: 'Change astrid' }).click()
      await page.getByRole('menuitem').first().waitFor()
      await assertAccessible(page)
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'New user' }).click()
      await page.getByRole('dialog').getByLabel('User name').waitFor()
      await assertAccessible(page)
      await page.goto(`${merchant.url}/console/audit`)
      await page.getByText('made the user astrid').waitFor()
      await assertAccessible(page)
      await page.goto(`${merchant.url}/console/password`)
      await page.getByRole('heading', { name: 'Change password' }).waitFor()
      await assertAccessible(page)
    })
  }

  test('gets only scripts of this server, and no other site may frame it', async () => {
    const { headers } = await fetch(`${merchant.url}/console/orders`)
    const policy = headers.get('content-security-policy') ?? ''
    assert.match(policy, /default-src 'none'; script-src 'self';/)
    assert.match(policy, /frame-ancestors 'none'/)
    for (const path of ['/portal', '/phone', '/pay'])
      assert.equal((await fetch(`${merchant.url}${path}`)).status, 404, path)
  })
})

/** Starts a payment server until it has said everything, and stops it. */
async function startAndStop(
  file: string,
): Promise<{ readonly said: string; readonly logged: string }> {
  const child = spawnKvitt(['merchant', '--config', file], {})
  const logged = text(child.stderr)
  let said = ''
  for await (const line of createInterface({ input: child.stdout })) {
    said += `${line}\n`
    // What it says of its sales unit comes last.
    if (line.startsWith('123456:')) child.kill('SIGTERM')
  }
  return { said, logged: await logged }
}

test('the first administrator is told to whoever starts the server, once and not in the log', async () => {
  await using directory = await temporaryDirectory()
  const file = join(directory.path, 'shop.json')
  await writeFile(file, JSON.stringify(config(directory.path, {})))
  const { said, logged } = await startAndStop(file)
  const [, password = ''] = /first user is admin, with the password (\S+)/.exec(said) ?? []
  assert.match(password, /^\S{4}(?:-\S{4}){4}$/)
  assert.ok(!logged.includes(password))
  assert.doesNotMatch((await startAndStop(file)).said, /password/)
})
