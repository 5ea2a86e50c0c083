import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kvitt, startKvitt, temporaryDirectory, type Finished } from './support/kvitt.ts'

/** Runs a command against a server; what it printed as JSON. */
async function told(url: string, ...argv: readonly string[]): Promise<unknown> {
  const { code, stderr, stdout } = await kvitt([...argv, '--json'], { KVITT_URL: url })
  assert.equal(code, 0, stderr)
  return JSON.parse(stdout)
}

function run(url: string, ...argv: readonly string[]): Promise<Finished> {
  return kvitt(argv, { KVITT_URL: url })
}

test('a sales unit is made, shown, switched and given new keys', async () => {
  await using server = await startKvitt(['--memory'])
  const { url } = server
  const made = Object(
    await told(url, 'sales-units', 'create', 'My shop', '--market', 'DK', '--late-capture', 'on'),
  )
  assert.deepEqual([made.msn, made.name, made.market], ['100000', 'My shop', 'DK'])
  assert.equal(made.grants.lateCapture, true)
  assert.deepEqual(Object(await told(url, 'sales-units', 'show', '100000')), made)

  const switches = ['--push', 'off', '--deactivated', 'on', '--name', 'New name']
  const changed = Object(await told(url, 'sales-units', 'change', '100000', ...switches))
  assert.deepEqual([changed.name, changed.deactivated], ['New name', true])
  assert.deepEqual(changed.grants, { ...made.grants, push: false })

  const keys = Object(await told(url, 'sales-units', 'rotate-key', '100000', 'client-secret'))
  assert.notEqual(keys.clientSecret, made.keys.clientSecret)
  assert.equal(keys.primarySubscriptionKey, made.keys.primarySubscriptionKey)

  const odd = [
    '--phone-number-locked',
    '--login-only',
    '--only-successes-kept',
    '--refunds-from-capture',
  ]
  const market = ['--long-living-one-day', '--sub-delayed', '--strict']
  const on = [...odd, ...market].flatMap((flag) => [flag, 'on'])
  const words = await run(url, 'sales-units', 'change', '123456', ...on)
  assert.match(
    words.stdout,
    /Login only, phone number locked, only successes kept, refunds from capture, long-living for a day, late profile\.sub, strict$/m,
  )

  const { stdout } = await run(url, 'sales-units')
  assert.match(stdout, /^123456 {2}NO {2}Demo Shop Norway$/m)
  assert.match(stdout, /^100000 {2}DK {2}New name \(deactivated\)$/m)
})

test('a sales unit is told to settle, and to settle no more', async () => {
  await using server = await startKvitt(['--memory'])
  const { url } = server
  const change = ['sales-units', 'change', '123456', '--settlement']
  assert.equal(Object(await told(url, ...change, 'monthly')).settlement.interval, 'monthly')
  assert.match((await run(url, ...change, 'weekly')).stdout, /settled weekly, net/)
  assert.equal(Object(await told(url, ...change, 'off')).settlement, null)
  const danish = await run(url, 'sales-units', 'change', '234567', '--settlement', 'weekly')
  assert.match(danish.stderr, /must be daily in Denmark and Finland/)
})

test('a customer is made, changed and removed', async () => {
  await using server = await startKvitt(['--memory'])
  const { url } = server
  const name = ['--first-name', 'Ida', '--last-name', 'Lie']
  const { stdout } = await run(url, 'customers', 'create', '4740000001', ...name, '--cards', 'visa')
  assert.equal(stdout, '4740000001    NO  Ida Lie, born 1990-01-01: visa\n')
  const changed = await told(url, 'customers', 'change', '4740000001', '--blocked', 'on')
  assert.equal(Object(changed).blocked, true)
  assert.match((await run(url, 'customers')).stdout, /Ida Lie \(blocked\)/)
  const removed = await run(url, 'customers', 'remove', '4740000001')
  assert.equal(removed.stdout, '4740000001 is gone.\n')
  assert.doesNotMatch((await run(url, 'customers', 'list')).stdout, /Ida Lie/)
})

test('what cannot be done is said, with what to do instead', async () => {
  await using server = await startKvitt(['--memory'])
  for (const [argv, code, message] of [
    [['sales-units', 'show', '999999'], 1, /no sales unit 999999\. Known are 123456/],
    [['sales-units', 'create', 'My shop'], 2, /--market/],
    [['sales-units', 'change', '123456'], 2, /Say what to change: .*--late-capture on/],
    [['sales-units', 'change', '123456', '--push', 'maybe'], 2, /on, off/],
    [['customers', 'create', '12'], 1, /47 or 45 and 8 digits/],
    [['customers', 'change', '4712345678'], 2, /Say what to change/],
    [['customers', 'remove', '4799999999'], 1, /no test customer/],
  ] as const) {
    const finished = await run(server.url, ...argv)
    assert.equal(finished.code, code, argv.join(' '))
    assert.match(finished.stderr, message)
  }
})

test('sales units, keys and customers are there next time', async () => {
  await using directory = await temporaryDirectory()
  const first = await startKvitt(['--data', directory.path])
  const made = await told(first.url, 'sales-units', 'create', 'My shop', '--market', 'NO')
  await told(first.url, 'customers', 'remove', '4712345678')
  await first.stop('SIGTERM')
  await using second = await startKvitt(['--data', directory.path])
  assert.deepEqual(await told(second.url, 'sales-units', 'show', '100000'), made)
  assert.doesNotMatch((await run(second.url, 'customers')).stdout, /4712345678/)
})
