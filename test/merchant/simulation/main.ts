import { parseArgs } from 'node:util'
import { simulate } from './simulate.ts'

const HELP = `Usage: npm run simulate -- [--first 1] [--seeds 1000]

Runs a payment server, its shop and its customers against everything that can go wrong, once for
each seed, in one process and on a clock that is moved. Says which seeds end wrong and why, and how
often what came about. \`KVITT_SIMULATION_SEED=<seed>\` has one of them run alone as a test.
`

const { values } = parseArgs({
  options: {
    first: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1000' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

if (values.help) process.stdout.write(HELP)
else process.exitCode = await run(Number(values.first), Number(values.seeds))

async function run(first: number, seeds: number): Promise<number> {
  const totals = new Map<string, number>()
  const failed: number[] = []
  for (let seed = first; seed < first + seeds; seed += 1) {
    try {
      for (const [what, times] of await simulate(seed)) {
        totals.set(what, (totals.get(what) ?? 0) + times)
      }
    } catch (error) {
      failed.push(seed)
      console.error(error)
    }
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[Kseed ${seed}`)
  }
  for (const [what, times] of [...totals].toSorted(([left], [right]) =>
    left.localeCompare(right),
  )) {
    process.stdout.write(`${String(times).padStart(10)}  ${what}\n`)
  }
  process.stdout.write(
    failed.length === 0
      ? `${seeds} seeds from ${first} end right\n`
      : `of ${seeds} seeds from ${first}, these end wrong: ${failed.join(' ')}\n`,
  )
  return failed.length === 0 ? 0 : 1
}
