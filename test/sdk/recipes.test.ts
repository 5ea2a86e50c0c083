/** The recipes in docs/guides are programs: they compile, and do what they say. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { getRequestListener } from '@hono/node-server'
import { webhookRequest, type Client, type PaymentWebhook } from '@kvitt/sdk'
import { openShop, socks, type Shop } from './support/shop.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const GUIDES = join(ROOT, 'docs/guides')
const SECRET = 'a secret of the registration'

type Fetch = (request: Request) => Promise<Response>

/** What the recipes import as `./shop.ts`, handed over in a place that both can reach. */
interface Double {
  client: Client
  webhookSecrets: readonly string[]
  storeEvent: (event: PaymentWebhook) => Promise<void>
}
const PLACE = 'kvitt.recipes'
const DOUBLE = `const double = globalThis[Symbol.for('${PLACE}')]
export const client = double.client
export const webhookSecrets = double.webhookSecrets
export const storeEvent = double.storeEvent
`

let directory = ''
let shop: Shop
const stored: PaymentWebhook[] = []

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kvitt-recipes-'))
  await symlink(join(ROOT, 'node_modules'), join(directory, 'node_modules'))
  await writeFile(join(directory, 'package.json'), '{ "type": "module" }')
  for (const [name, code] of await blocks()) await writeFile(join(directory, name), code)
  shop = await openShop()
  const double: Double = {
    client: shop.client,
    webhookSecrets: ['another secret', SECRET],
    storeEvent: async (event) => void stored.push(event),
  }
  Object.assign(globalThis, { [Symbol.for(PLACE)]: double })
})

after(async () => {
  await shop[Symbol.asyncDispose]()
  await rm(directory, { recursive: true, force: true })
})

/** Every block of code in the guides that begins with the name of a file. */
async function blocks(): Promise<ReadonlyMap<string, string>> {
  const pages = (await readdir(GUIDES)).filter((file) => file.startsWith('sdk'))
  const texts = await Promise.all(pages.map((page) => readFile(join(GUIDES, page), 'utf8')))
  const found = texts.flatMap((text) => [...text.matchAll(/^```ts (\S+)\n(.*?)^```$/gms)])
  return new Map(found.map(([, name = '', code = '']) => [name, code]))
}

test('all of them compile', async () => {
  const options = { extends: join(ROOT, 'tsconfig/node.json'), include: ['*.ts'] }
  const compilerOptions = {
    noEmit: true,
    composite: false,
    declaration: false,
    declarationMap: false,
    allowImportingTsExtensions: true,
    rewriteRelativeImportExtensions: false,
    typeRoots: [join(ROOT, 'node_modules/@types')],
  }
  await writeFile(join(directory, 'tsconfig.json'), JSON.stringify({ ...options, compilerOptions }))
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc')
  await promisify(execFile)(process.execPath, [compiler, '-p', directory]).catch(
    ({ stdout }: { readonly stdout: string }) => assert.fail(stdout),
  )
})

async function imported<Module>(name: string): Promise<Module> {
  await writeFile(join(directory, 'shop.ts'), DOUBLE)
  return (await import(pathToFileURL(join(directory, name)).href)) as Module
}

/** Serves on a port of this machine, where frameworks of Node need one. */
async function serve(
  listener: RequestListener,
): Promise<{ origin: string; fetch: Fetch } & AsyncDisposable> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fetch: (request) => fetch(request),
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

const nothing = { [Symbol.asyncDispose]: () => Promise.resolve() }

interface HonoApp {
  readonly app: { readonly fetch: (request: Request) => Promise<Response> | Response }
}

const FRAMEWORKS: Readonly<
  Record<string, () => Promise<{ origin: string; fetch: Fetch } & AsyncDisposable>>
> = {
  async Express() {
    const { app } = await imported<{ app: RequestListener }>('express.ts')
    return serve(app)
  },
  async Fastify() {
    const { app } = await imported<{
      app: { ready(): Promise<void>; routing: RequestListener }
    }>('fastify.ts')
    await app.ready()
    return serve((request, response) => app.routing(request, response))
  },
  async Hono() {
    const { app } = await imported<HonoApp>('hono.ts')
    const fetch: Fetch = async (request) => app.fetch(request)
    return { origin: 'https://shop.example', fetch, ...nothing }
  },
  async 'Hono on Node'() {
    const { app } = await imported<HonoApp>('hono.ts')
    const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false })
    return serve((request, response) => void listener(request, response))
  },
  async 'Next.js'() {
    type Handler = (request: Request, context: object) => Promise<Response>
    const { POST } = await imported<{ POST: Handler }>('next-webhook.ts')
    const { GET } = await imported<{ GET: Handler }>('next-result.ts')
    const fetch: Fetch = (request) => {
      const reference = new URL(request.url).pathname.split('/')[2]
      const context = { params: Promise.resolve({ reference }) }
      return request.method === 'POST' ? POST(request, context) : GET(request, context)
    }
    return { origin: 'https://shop.example', fetch, ...nothing }
  },
}

const EVENT = {
  msn: '123456',
  reference: 'acme-shop-10023-1',
  pspReference: '49360986-4857-4556-bddb-ba6b58f25bb1',
  name: 'AUTHORIZED',
  amount: { currency: 'NOK', value: 49_900 },
  timestamp: '2026-09-01T12:00:00.000Z',
  success: true,
}

for (const [framework, open] of Object.entries(FRAMEWORKS)) {
  describe(framework, () => {
    test('takes in a genuine webhook, byte for byte', async () => {
      await using app = await open()
      stored.length = 0
      const url = `${app.origin}/webhooks/vipps`
      // Printed as no parser would print it again.
      const body = JSON.stringify(EVENT, undefined, 3)
      const { status } = await app.fetch(await webhookRequest({ url, secret: SECRET, body }))
      assert.equal(status, 204)
      assert.deepEqual(stored, [EVENT])
    })

    test('refuses a forged one, and one with nothing in it', async (t) => {
      await using app = await open()
      stored.length = 0
      const warnings = t.mock.method(console, 'warn', () => {})
      const url = `${app.origin}/webhooks/vipps`
      const request = await webhookRequest({ url, secret: 'guess', body: EVENT })
      assert.equal((await app.fetch(request)).status, 401)
      const empty = new Request(url, { method: 'POST' })
      assert.equal((await app.fetch(empty)).status, 401)
      assert.deepEqual(stored, [])
      assert.equal(warnings.mock.callCount(), 2)
    })

    test('shows the result of a payment to whoever opens its page', async () => {
      await using app = await open()
      const show = async (reference: string): Promise<string> => {
        const response = await app.fetch(new Request(`${app.origin}/orders/${reference}/result`))
        assert.equal(response.status, 200)
        assert.match(response.headers.get('Content-Type') ?? '', /^text\/html/)
        return response.text()
      }
      const [paid, rejected] = [socks(), socks()]
      for (const request of [paid, rejected]) {
        await shop.client.epayment.create(request, { idempotencyKey: request.reference.slice(-36) })
      }
      assert.match(await show(paid.reference), /http-equiv="refresh".*Waiting for your approval/)
      await shop.environment.approve(paid.reference)
      await shop.environment.reject(rejected.reference)
      assert.match(await show(paid.reference), /<p>Thank you!/)
      assert.match(await show(rejected.reference), /<p>The payment was not completed/)
      assert.match(await show('acme-shop-unknown'), /<p>We cannot find this payment/)
    })
  })
}

test('the payment of the guide is taken and shipped, and its failure is explained', async () => {
  type TakePayment = {
    startPayment: (orderNumber: string, attempt: number) => Promise<string>
    ship: (reference: string, amount: number) => Promise<void>
  }
  type Errors = { shipOrExplain: (reference: string, amount: number) => Promise<string> }
  type Poll = { isPaid: (reference: string, signal: AbortSignal) => Promise<boolean> }
  const { startPayment, ship } = await imported<TakePayment>('take-payment.ts')
  const { shipOrExplain } = await imported<Errors>('errors.ts')
  const { isPaid } = await imported<Poll>('poll.ts')
  const reference = 'acme-shop-10023'
  assert.ok(URL.canParse(await startPayment('10023', 0)))
  assert.match(await shipOrExplain(reference, 100), /has not approved yet.*\(6080, 00-/)
  await shop.environment.approve(reference)
  assert.equal(await isPaid(reference, new AbortController().signal), true)
  const other = 'acme-shop-10023-1'
  await startPayment('10023', 1)
  await shop.environment.approve(other)
  await ship(other, 40_000)
  const { aggregate } = await shop.client.epayment.get(other)
  assert.deepEqual(
    [aggregate.capturedAmount.value, aggregate.cancelledAmount.value],
    [40_000, 9_900],
  )
})
