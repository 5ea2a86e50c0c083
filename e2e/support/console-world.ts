import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import type { WebPages } from '@kvitt/http'
import { PAGES_FOLDER } from '@kvitt/web'
import { openOffice } from '../../test/merchant/support/console-office.ts'
import type { WorldOptions } from '../../test/merchant/support/world-options.ts'
import type { World } from '../../test/merchant/support/world.ts'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

const PAGES: WebPages = {
  document: () => readFile(join(PAGES_FOLDER, 'index.html')),
  async file(path) {
    const contentType = CONTENT_TYPES[extname(path)]
    if (contentType === undefined) return undefined
    return { contentType, bytes: await readFile(join(PAGES_FOLDER, path)) }
  },
}

/** A payment server whose clock the test moves, with its support console on a port of loopback. */
export interface ConsoleWorld extends AsyncDisposable {
  readonly world: World
  readonly url: string
}

export async function openConsoleWorld(options: WorldOptions = {}): Promise<ConsoleWorld> {
  const { world } = await openOffice({ pages: PAGES, ...options })
  const listener = getRequestListener((request) => world.merchant.fetch(request), {
    overrideGlobalObjects: false,
  })
  const server = createServer((request, response) => void listener(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    world,
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      await world[Symbol.asyncDispose]()
    },
  }
}
