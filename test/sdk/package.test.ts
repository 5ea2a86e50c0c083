/** The SDK as it is published: built, in order, and at work on every runtime of this machine. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { serve } from '@hono/node-server'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { openInside } from '../../conformance/support/open-environment.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PACKAGE = join(ROOT, 'packages/sdk')
const SCRIPT = fileURLToPath(new URL('support/take-payment.mjs', import.meta.url))
const COMPILER = join(ROOT, 'node_modules/typescript/bin/tsc')
const run = promisify(execFile)
/** Without the condition that leads to the sources. */
const env = { ...process.env, NODE_OPTIONS: '' }

before(async () => {
  await run(process.execPath, [COMPILER, '-b', PACKAGE])
})

test('publint finds nothing', async () => {
  const { messages, pkg } = await publint({ pkgDir: PACKAGE, strict: true, pack: false })
  assert.deepEqual(
    messages.map((message) => formatMessage(message, pkg, { color: false })),
    [],
  )
})

/** A program that knows the Web alone, and has every type checked, those of the package too. */
const CONSUMER = `import { createClient, verifyWebhook, type ClientOptions, type ErrorCode } from '@kvitt/sdk'
declare const options: ClientOptions
const { epayment } = createClient(options)
const { state }: { state: 'CREATED' | 'ABORTED' | 'EXPIRED' | 'AUTHORIZED' | 'TERMINATED' } =
  await epayment.get('acme-shop-1')
const code: ErrorCode = 'captureExceedsReserved'
// @ts-expect-error -- there is no such code
const noCode: ErrorCode = 'nothing'
// @ts-expect-error -- a key is demanded
await epayment.cancel('acme-shop-1', {})
const found = await epayment.waitForOutcome('acme-shop-1')
if (found.outcome !== 'pending') found.payment.amount.value.toFixed()
// @ts-expect-error -- it may not have been read
found.payment.amount
const webhook = await verifyWebhook(new Request('https://shop.example'), ['secret'])
export const all = [state, code, noCode, webhook.valid ? webhook.event?.name : webhook.detail]
`

test('its types hold without those of Node, and without taking any of them on trust', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'kvitt-consumer-'))
  try {
    await symlink(join(ROOT, 'node_modules'), join(directory, 'node_modules'))
    await writeFile(join(directory, 'package.json'), '{ "type": "module" }')
    await writeFile(join(directory, 'consumer.ts'), CONSUMER)
    const compilerOptions = {
      strict: true,
      module: 'NodeNext',
      target: 'ES2022',
      lib: ['ES2022', 'DOM'],
      types: [],
      noEmit: true,
      skipLibCheck: false,
    }
    const files = ['consumer.ts']
    await writeFile(join(directory, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
    await run(process.execPath, [COMPILER, '-p', directory]).catch(
      ({ stdout }: { readonly stdout: string }) => assert.fail(stdout),
    )
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
})

/** Where a program is on this machine; nowhere when it is not. */
function places(program: string): readonly string[] {
  const directories = (process.env['PATH'] ?? '').split(delimiter)
  return directories.map((directory) => join(directory, program)).filter((path) => existsSync(path))
}

/** The oldest Node that is promised, if it is here. */
async function node20(): Promise<string | undefined> {
  for (const path of places('node')) {
    const { stdout } = await run(path, ['--version'])
    if (stdout.startsWith('v20.')) return path
  }
  return undefined
}

const RUNTIMES: readonly {
  readonly name: string
  readonly find: () => Promise<string | undefined>
  readonly options: readonly string[]
  /** How to have it here. */
  readonly advice: string
}[] = [
  {
    name: 'the Node of this repository',
    find: async () => process.execPath,
    options: [],
    advice: 'npm ci',
  },
  { name: 'Node 20', find: node20, options: [], advice: 'put one on PATH' },
  {
    name: 'Deno',
    find: async () => places('deno')[0],
    options: ['run', '--allow-net'],
    advice: 'npm install --no-save deno',
  },
  {
    name: 'Bun',
    find: async () => places('bun')[0],
    options: [],
    advice: 'npm install --no-save bun',
  },
]

describe('a payment is taken on', () => {
  for (const { name, find, options, advice } of RUNTIMES) {
    test(name, async (t) => {
      const runtime = await find()
      if (runtime === undefined) {
        t.skip(`${name} is not on this machine: ${advice}`)
        return
      }
      await using environment = await openInside()
      const server = serve({
        fetch: (request: Request) => environment.fetch(request),
        port: 0,
        hostname: '127.0.0.1',
        overrideGlobalObjects: false,
      })
      try {
        await new Promise((resolve) => server.once('listening', resolve))
        const { port } = server.address() as AddressInfo
        const url = `http://127.0.0.1:${port}`
        const { stdout } = await run(runtime, [...options, SCRIPT, url], { env, cwd: ROOT })
        assert.deepEqual(JSON.parse(stdout), {
          outcome: 'authorized',
          captured: 49_900,
          failure: [true, 'alreadyCaptured', 'refused'],
          webhook: true,
        })
      } finally {
        server.close()
      }
    })
  }
})
