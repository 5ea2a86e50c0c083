import { attemptOf, dutyOf, needsSalesUnit, order, type Duty, type Order } from '@kvitt/domain'
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
    if (!needsSalesUnit(duty)) await perform(services, key, duty)
    else {
      const salesUnit = services.configuration.salesUnits.find(({ msn }) => msn === state.msn)
      if (!salesUnit) await decide(services, key, 'set-aside')
      // Found again by a node that was started with it, while others still run.
      else if (state.aside) await decide(services, key, 'take-up')
      else await performWith(services, salesUnit, { key, state, duty })
    }
  }
}

async function decide(
  { store, clock }: Services,
  key: string,
  type: 'set-aside' | 'take-up',
): Promise<void> {
  const at = clock.now()
  await store.decide({ aggregate: order, key, command: { type, at }, at })
}

type DutyWithKeys = Extract<Duty, { readonly type: 'read' | 'send' | 'inform' }>

async function perform(
  services: Services,
  key: string,
  duty: Exclude<Duty, DutyWithKeys>,
): Promise<void> {
  const { reference } = duty
  if (duty.type === 'give-up-answer') {
    return giveUpAnswer(services, key, reference, duty.intent)
  }
  const at = services.clock.now()
  const command = { type: 'warn', at, reference } as const
  await services.store.decide({ aggregate: order, key, command, at })
}

async function performWith(
  services: Services,
  salesUnit: SalesUnit,
  {
    key,
    state,
    duty,
  }: { readonly key: string; readonly state: Order; readonly duty: DutyWithKeys },
): Promise<void> {
  const { reference } = duty
  const attempt = attemptOf(state, reference)
  if (!attempt) throw new Error(`impossible: a duty for no attempt ${reference}`)
  switch (duty.type) {
    case 'read':
      return readPayment(services, salesUnit, key, attempt)
    case 'send':
      return sendIntent(services, salesUnit, { key, state, attempt, intent: duty.intent })
    case 'inform':
      return sendInformation(services, salesUnit, key, reference, duty.information)
  }
}
