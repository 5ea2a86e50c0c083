import assert from 'node:assert/strict'
import type { Simulation } from './simulate.ts'

/** Starts the payment server anew if it is lost: it waits for no answer that cannot come. */
export async function recover(simulation: Simulation): Promise<void> {
  const { world } = simulation
  const waiting = await waitingFor(simulation)
  if (!(await world.recover())) return
  const still = await waitingFor(simulation)
  for (const answer of waiting) {
    assert.ok(!still.has(answer), `${answer} is waited for after its process has ended`)
  }
}

/** The answers that intents wait for, told apart by when they were sent. */
async function waitingFor({ world, numbers }: Simulation): Promise<ReadonlySet<string>> {
  const states = await Promise.all(numbers.map((number) => world.stored(number).catch(() => null)))
  const intents = states.flatMap((state) => state?.attempts.flatMap((each) => each.intents) ?? [])
  return new Set(
    intents.flatMap(({ key, state, timesSent }) =>
      state === 'sent' ? [`the answer to ${key}, sent ${timesSent} times,`] : [],
    ),
  )
}
