import { attemptOf, dutyOf, order, type Duty, type Order } from '@kvitt/domain'
import type { SalesUnit, Services } from '../services.ts'
import { giveUpAnswer } from './give-up-answers.ts'
import { readPayment } from './read-payment.ts'
import { sendInformation } from './send-information.ts'
import { sendIntent } from './send-intent.ts'

/** How many things are done for an order before others have their turn. */
const DUTIES_MAX = 10

/** Does what is due for an order, one thing after the other, outside any transaction. */
export async function serveOrder(services: Services, key: string): Promise<void> {
  for (let count = 0; count < DUTIES_MAX; count += 1) {
    const state = await services.store.load(order, key)
    const duty = state && dutyOf(state, services.clock.now())
    if (!duty) return
    await perform(services, key, state, duty)
  }
}

async function perform(services: Services, key: string, state: Order, duty: Duty): Promise<void> {
  const { store, clock } = services
  const { reference } = duty
  const attempt = attemptOf(state, reference)
  if (!attempt) throw new Error(`impossible: a duty for no attempt ${reference}`)
  switch (duty.type) {
    case 'read':
      return readPayment(services, salesUnitOf(services, state), key, attempt)
    case 'send': {
      const { intent } = duty
      return sendIntent(services, salesUnitOf(services, state), { key, state, attempt, intent })
    }
    case 'give-up-answer':
      return giveUpAnswer(services, key, reference, duty.intent)
    case 'inform':
      return sendInformation(
        services,
        salesUnitOf(services, state),
        key,
        reference,
        duty.information,
      )
    case 'warn': {
      const at = clock.now()
      const command = { type: 'warn', at, reference } as const
      await store.decide({ aggregate: order, key, command, at })
    }
  }
}

function salesUnitOf({ configuration }: Services, { msn }: Order): SalesUnit {
  const salesUnit = configuration.salesUnits.find((each) => each.msn === msn)
  if (!salesUnit) throw new Error(`no sales unit ${msn} is configured, but it has orders`)
  return salesUnit
}
