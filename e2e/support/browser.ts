import assert from 'node:assert/strict'
import axe, { type AxeResults } from 'axe-core'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { browserPath } from '../../scripts/browser-path.ts'

const DESKTOP = { width: 1280, height: 800 }
const PHONE = { width: 360, height: 740 }

/** Starts Chromium; every page that a test opens in it is in a fresh profile. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = browserPath()
  assert.ok(executablePath, 'install Chromium: node scripts/ensure-browser.ts')
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
}

/** A page in a profile of its own; whatever goes wrong in it fails the test. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: DESKTOP,
    locale: 'en-GB',
    // Nobody is to look at, or click on, what is still moving.
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => assert.fail(error))
  await page.goto(url)
  return page
}

/** Fails when axe finds something that keeps people from using the page. */
export async function assertAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source)
  const results = await page.evaluate<AxeResults>('axe.run()')
  const found = results.violations.map(
    ({ id, nodes }) =>
      `${id}\n${nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`).join('\n')}`,
  )
  assert.deepEqual(found, [])
}

/** Widths decide where things stand and schemes which colour they have: each is looked at once. */
export const LOOKS = [
  { viewport: DESKTOP, colorScheme: 'light' },
  { viewport: PHONE, colorScheme: 'dark' },
] as const
