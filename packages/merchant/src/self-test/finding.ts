import { SELF_TEST_STEPS, type SelfTestFinding } from '@kvitt/contract'
import type { SalesUnitAbsence } from '@kvitt/domain'
import { absenceAdvice } from '../absence/absence-advice.ts'

/** What is wrong at one step of the self-test, and what to do about it. */
export type Fault = Pick<SelfTestFinding, 'item' | 'advice' | 'code' | 'traceId'>

export type StepName = (typeof SELF_TEST_STEPS)[number]

/** What is said of a sales unit that went wrong at a step, or at none. */
export function findingOf(
  msn: string,
  wrong: { readonly step: StepName; readonly fault: Fault } | undefined,
): SelfTestFinding {
  const at = wrong ? SELF_TEST_STEPS.indexOf(wrong.step) : SELF_TEST_STEPS.length
  const steps = SELF_TEST_STEPS.map((name, index) => ({
    name,
    result:
      index < at ? ('right' as const) : index === at ? ('wrong' as const) : ('notTried' as const),
  }))
  return wrong
    ? { msn, isRight: false, ...wrong.fault, steps }
    : { msn, isRight: true, advice: ALL_RIGHT, steps }
}

/** What is said of a sales unit whose set-up is right, and whose payments are refused all the same. */
export function findingOfOutage(msn: string, outage: Fault): SelfTestFinding {
  return { ...findingOf(msn, undefined), isRight: false, ...outage }
}

/** What is said of a sales unit that is not configured: nothing can be tried without its keys. */
export function findingOfAbsent({ msn, orders }: SalesUnitAbsence): SelfTestFinding {
  const waiting = orders === 1 ? 'One order waits' : `${orders} orders wait`
  return {
    msn,
    isRight: false,
    code: 'salesUnitNotConfigured',
    advice: `${waiting} for it. ${absenceAdvice(msn)}`,
    steps: SELF_TEST_STEPS.map((name) => ({ name, result: 'notTried' })),
  }
}

/** @see https://developer.vippsmobilepay.com/docs/developer-resources/servers/ */
const ALL_RIGHT =
  'The provider answers these keys, and a test webhook has arrived through publicUrl. It was sent ' +
  'from this machine: a firewall must let Vipps MobilePay in as well, by name, because addresses ' +
  'change: callback-1.vipps.no to callback-4.vipps.no and callback-dr-1.vipps.no to ' +
  'callback-dr-4.vipps.no, in test callback-mt-1.vipps.no and callback-mt-2.vipps.no. Whether the sales ' +
  'unit is active shows when a payment is created: place a test order before the first customer does.'
