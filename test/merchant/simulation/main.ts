import { parseArgs } from 'node:util'
import { Coverage } from './coverage.ts'
import { simulate } from './simulate.ts'

const HELP = `Usage: npm run simulate -- [--first 1] [--seeds 1000]

Runs a payment server, its shop and its customers against everything that can go wrong, once for
each seed, in one process and on a clock that is moved. Says which seeds end wrong and why, how
often what came about, and what never did; when it is interrupted, of the seeds so far.
\`KVITT_SIMULATION_SEED=<seed>\` has one of them run alone as a test.
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
  const coverage = new Coverage()
  const failed: number[] = []
  let isInterrupted = false
  process.once('SIGINT', () => (isInterrupted = true))
  let seed = first
  for (; seed < first + seeds && !isInterrupted; seed += 1) {
    try {
      coverage.add(await simulate(seed))
    } catch (error) {
      failed.push(seed)
      console.error(error)
    }
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[Kseed ${seed}`)
  }
  process.stdout.write(`\n${coverage.toString()}\n`)
  const run = `${seed - first} seeds from ${first}`
  process.stdout.write(
    failed.length === 0
      ? `${run} end right\n`
      : `of ${run}, these end wrong: ${failed.join(' ')}\n`,
  )
  return failed.length === 0 ? 0 : 1
}
