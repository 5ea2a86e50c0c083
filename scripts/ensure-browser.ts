import { execFileSync } from 'node:child_process'
import { browserPath } from './browser-path.ts'

/** Brings the browser that the tests of pages need, where there is none: Debian's Chromium. */
function ensureBrowser(): void {
  if (browserPath() !== undefined) return
  process.stderr.write('There is no Chromium here: installing that of Debian.\n')
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '--non-interactive']
  for (const command of [
    ['apt-get', 'update', '-q'],
    ['apt-get', 'install', '-q', '-y', '--no-install-recommends', 'chromium'],
  ]) {
    const [program = '', ...rest] = [...asRoot, ...command]
    execFileSync(program, rest, { stdio: ['ignore', 'ignore', 'inherit'] })
  }
  if (browserPath() === undefined) throw new Error('install Chromium, or name one in CHROMIUM_PATH')
}

ensureBrowser()
