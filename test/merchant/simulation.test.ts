/**
 * The payment server against everything that can go wrong at once: each order ends right, each
 * change takes effect once, and nothing is stuck. `KVITT_SIMULATION_SEED` runs one seed alone,
 * `KVITT_SIMULATION_RUNS` as many as it says; `npm run simulate` runs thousands.
 */
import { describe, test } from 'node:test'
import { simulate } from './simulation/simulate.ts'

const SEED = process.env['KVITT_SIMULATION_SEED']
const RUNS = Number(process.env['KVITT_SIMULATION_RUNS'] ?? 10)
const SEEDS =
  SEED === undefined ? Array.from({ length: RUNS }, (_, run) => run + 1) : [Number(SEED)]

describe('whatever goes wrong', () => {
  for (const seed of SEEDS) {
    test(`orders end right: seed ${seed}`, async () => void (await simulate(seed)))
  }
})
