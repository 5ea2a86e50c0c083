import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { kvitt, startKvitt, temporaryDirectory } from './support/kvitt.ts'

/** Compiling with an empty cache takes a while on a small machine; the rest is a second or two. */
const RUN_TIMEOUT_MS = 180_000

/** A merchant's program in `clients/`: it knows the documentation, the real host and nothing else. */
interface Program {
  readonly language: string
  readonly command: readonly [string, ...string[]]
  /** In words, for whoever sees the program skipped. */
  readonly needs: string
  /** Prints the runtime's version, and succeeds when it has what the program needs. */
  readonly probe: readonly [string, ...string[]]
  readonly environment?: Readonly<Record<string, string>>
}

const PROGRAMS: readonly Program[] = [
  {
    language: 'PHP',
    command: ['php', client('merchant.php')],
    needs: 'PHP 8.1 or newer with its curl extension',
    probe: [
      'php',
      '-r',
      'echo "PHP ", PHP_VERSION; exit((int) !(PHP_VERSION_ID >= 80100 && function_exists("curl_init")));',
    ],
  },
  {
    language: 'Python',
    command: ['python3', client('merchant.py')],
    needs: 'Python 3.8 or newer',
    probe: [
      'python3',
      '-c',
      'import sys; print("Python", sys.version); sys.exit(sys.version_info < (3, 8))',
    ],
  },
  {
    language: 'Go',
    command: ['go', 'run', client('merchant.go')],
    needs: 'Go 1.18 or newer',
    probe: ['go', 'version'],
    // One file without a module: nothing to download, whatever the user's settings are.
    environment: { GO111MODULE: 'off', GOFLAGS: '', GOPROXY: 'off', GOTOOLCHAIN: 'local' },
  },
  {
    language: 'Ruby',
    command: ['ruby', client('merchant.rb')],
    needs: 'Ruby 3.0 or newer with openssl',
    probe: ['ruby', '-r', 'openssl', '-e', 'puts RUBY_DESCRIPTION; exit RUBY_VERSION >= "3.0"'],
  },
  {
    language: 'Java',
    // Before 18 a source file was read in the character set of the locale.
    command: ['java', '-Dfile.encoding=UTF-8', client('merchant.java')],
    needs: 'a JDK, version 17 or newer',
    probe: ['javac', '--release', '17', '--version'],
  },
]

interface PaymentView {
  readonly state: string
  readonly aggregate: Readonly<Record<string, { readonly value: number }>>
  readonly metadata?: Readonly<Record<string, string>>
}

interface PaymentEvent {
  readonly reference: string
  readonly pspReference: string
  readonly name: string
  readonly amount: { readonly value: number }
}

/** What every program prints: the answers as it got them. */
interface Report {
  readonly created: { readonly reference: string; readonly redirectUrl: string }
  readonly approved: PaymentView
  readonly part: PaymentView
  readonly refusal: object
  readonly rest: PaymentView
  readonly refunded: PaymentView
  readonly events: readonly PaymentEvent[]
  readonly cancelled: PaymentView
  readonly deliveries: readonly { readonly genuine: boolean; readonly event: PaymentEvent }[]
  readonly forgeries: readonly boolean[]
  readonly webhooksLeft: readonly object[]
}

/** What every program finds, whatever it is written in. */
const EXPECTED = {
  created: 'order-0001',
  approved: { state: 'AUTHORIZED', authorized: 100_000, captured: 0, refunded: 0, cancelled: 0 },
  metadata: { engraving: 'Bjørn & Åse ♥' },
  part: { state: 'AUTHORIZED', authorized: 100_000, captured: 40_000, refunded: 0, cancelled: 0 },
  refusal: { status: 400, contentType: 'application/problem+json', code: '6090' },
  rest: { state: 'AUTHORIZED', authorized: 100_000, captured: 100_000, refunded: 0, cancelled: 0 },
  refunded: {
    state: 'AUTHORIZED',
    authorized: 100_000,
    captured: 100_000,
    refunded: 25_000,
    cancelled: 0,
  },
  cancelled: { state: 'TERMINATED', authorized: 0, captured: 0, refunded: 0, cancelled: 100_000 },
  events: [
    ['CREATED', 100_000],
    ['AUTHORIZED', 100_000],
    ['CAPTURED', 40_000],
    ['CAPTURED', 60_000],
    ['REFUNDED', 25_000],
  ],
  deliveredOfCancelled: [
    ['CREATED', 100_000],
    ['TERMINATED', 100_000],
  ],
  genuine: [true, true, true, true, true, true, true],
  forgeries: [false, false],
  webhooksLeft: [],
}

for (const program of PROGRAMS) {
  const { language, command, environment } = program
  const runtime = runtimeOf(program)
  const skip = runtime === undefined ? `needs ${program.needs}` : false
  const name = `a merchant's program in ${language}, unmodified, completes payments through kvitt run`
  test(name, { skip, timeout: RUN_TIMEOUT_MS }, async (t) => {
    t.diagnostic(`${language}: ${runtime}`)
    await using directory = await temporaryDirectory()
    await using server = await startKvitt(['--memory'])
    const finished = await kvitt(['run', '--url', server.url, '--', ...command], {
      ...environment,
      GOCACHE: directory.path,
    })
    assert.equal(finished.code, 0, finished.stderr)
    const report = JSON.parse(finished.stdout) as Report
    assert.deepEqual(found(report), EXPECTED)
    assert.ok(report.created.redirectUrl.startsWith(`${server.url}/pay?token=`))
    assert.deepEqual(deliveredOf(report, 'order-0001').map(identity), report.events.map(identity))
  })
}

/** A report in the terms of `EXPECTED`. */
function found(report: Report): object {
  return {
    created: report.created.reference,
    approved: sums(report.approved),
    metadata: report.approved.metadata,
    part: sums(report.part),
    refusal: report.refusal,
    rest: sums(report.rest),
    refunded: sums(report.refunded),
    cancelled: sums(report.cancelled),
    events: report.events.map(nameAndAmount),
    deliveredOfCancelled: deliveredOf(report, 'order-0002').map(nameAndAmount),
    genuine: report.deliveries.map(({ genuine }) => genuine),
    forgeries: report.forgeries,
    webhooksLeft: report.webhooksLeft,
  }
}

function sums({ state, aggregate }: PaymentView): object {
  return {
    state,
    authorized: aggregate['authorizedAmount']?.value,
    captured: aggregate['capturedAmount']?.value,
    refunded: aggregate['refundedAmount']?.value,
    cancelled: aggregate['cancelledAmount']?.value,
  }
}

/** The deliveries of one payment: only among themselves are they ordered. */
function deliveredOf({ deliveries }: Report, reference: string): readonly PaymentEvent[] {
  return deliveries.map(({ event }) => event).filter((event) => event.reference === reference)
}

function nameAndAmount({ name, amount }: PaymentEvent): readonly [string, number] {
  return [name, amount.value]
}

function identity({ name, pspReference }: PaymentEvent): readonly [string, string] {
  return [name, pspReference]
}

/** The version of the program's runtime; undefined when this machine cannot run the program. */
function runtimeOf({ probe: [command, ...argv] }: Program): string | undefined {
  const { status, stdout } = spawnSync(command, argv, { encoding: 'utf8' })
  return status === 0 ? stdout.trim().split('\n')[0] : undefined
}

function client(name: string): string {
  return fileURLToPath(new URL(`clients/${name}`, import.meta.url))
}
