import { parseArgs } from 'node:util'
import { openEnvironmentAt, openInside } from '../conformance/support/open-environment.ts'
import { fuzz } from './fuzz.ts'
import { MemoryWatch } from './memory.ts'
import { findingsInWords, tableOf } from './report.ts'

const HELP = `Usage: npm run fuzz -- [--requests 10000] [--seed <number>] [--url <url>]

Throws requests made from the OpenAPI documents at every operation: good, nearly good and absurd
ones, at payments in every state. Fails with the smallest request that is answered with a 5xx, with
something that is not JSON or not as documented, or that makes a payment's sums wrong.

  --requests  how many requests to send
  --seed      what they are made from; a seed makes the same requests again
  --url       an environment that runs already, best with --no-rate-limits. It is RESET: everything
              in it is forgotten. Without it one is made in this process, its memory watched too.
  --json      print one JSON object instead of words
`

type Options = Exclude<ReturnType<typeof parsedOptions>, string>

const options = parsedOptions()
if (typeof options === 'string') {
  process.stderr.write(`${options}\nRun with --help to see what there is.\n`)
  process.exitCode = 2
} else if (options.help) {
  process.stdout.write(HELP)
} else {
  process.exitCode = await run(options)
}

/** The command line, or what is wrong with it. */
function parsedOptions() {
  try {
    return parseArgs({
      options: {
        requests: { type: 'string', default: '10000' },
        seed: { type: 'string' },
        url: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function run(options: Options): Promise<number> {
  const requests = wholeNumber('--requests', options.requests)
  const seed = wholeNumber('--seed', options.seed ?? String(Date.now() % 1_000_000_000))
  if (requests === undefined || seed === undefined) return 2
  await using environment =
    options.url === undefined
      ? await openInside({ rateLimits: false })
      : await openEnvironmentAt(new URL(options.url))
  const memory = options.url === undefined ? new MemoryWatch() : undefined
  if (!options.json) process.stdout.write(`seed ${seed}\n`)
  const { tally, findings } = await fuzz(environment, {
    requests,
    seed,
    onRound: ({ requests: done }) => {
      memory?.measure()
      progress(`${done.toLocaleString('en')} of ${requests.toLocaleString('en')} requests`)
    },
  })
  progress('')
  const grown = memory?.growthBytes
  const isFlat = memory?.isFlat ?? true
  if (options.json) {
    const statuses = Object.fromEntries(
      [...tally.statuses].map(([operation, counts]) => [operation, Object.fromEntries(counts)]),
    )
    const report = { seed, requests: tally.requests, statuses, findings, memoryGrownBytes: grown }
    process.stdout.write(`${JSON.stringify(report)}\n`)
  } else {
    const memoryInWords = grown === undefined ? '' : `, memory ${inMegabytes(grown)} since warm`
    const summary = `${tally.requests.toLocaleString('en')} requests${memoryInWords}`
    process.stdout.write(`${tableOf(tally)}\n\n${summary}\n`)
    if (findings.length > 0) process.stdout.write(`\nFOUND: ${findingsInWords({ findings })}\n`)
    if (!isFlat) process.stdout.write('\nFOUND: the memory grows with the requests.\n')
  }
  return findings.length === 0 && isFlat ? 0 : 1
}

function wholeNumber(name: string, text: string): number | undefined {
  if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Number(text)
  process.stderr.write(`${name} is a whole number above 0 with at most 9 digits, not ${text}.\n`)
  return undefined
}

function inMegabytes(bytes: number): string {
  return `${bytes < 0 ? '' : '+'}${(bytes / 1_000_000).toFixed(1)} MB`
}

function progress(what: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${what}`)
}
