import type { Answer } from '../support/answer.ts'
import { NORWAY } from '../support/demo-keys.ts'
import type { Environment } from '../support/environment.ts'
import { orderFault } from '../support/faults.ts'
import {
  datePath,
  entered,
  feedPath,
  LEDGERS,
  settlingMerchant,
  today,
} from '../support/ledgers.ts'
import type { Merchant } from '../support/merchant.ts'
import type { Exercise } from './exercise.ts'

/** What the document describes and no request is answered with, and why. */
export const NO_REPORT: Readonly<Record<string, string>> = {
  'GET /report/v1/ledgertransactions 200': 'version 1 is deprecated, and not served',
  'GET /report/v1/ledgertransactions 500': 'version 1 is deprecated, and not served',
}

const FORGED = { headers: { Authorization: 'Bearer forged' } } as const

/** Every other answer of the document of reports, and what brings it about. */
export const REPORT_EXERCISES: Readonly<Record<string, Exercise>> = {
  'GET /settlement/v1/ledgers 200': reported(async (merchant) => [
    await merchant.call('GET', LEDGERS),
    await merchant.call('GET', `${LEDGERS}?settlesForRecipientHandles=api:1234`),
  ]),
  'GET /settlement/v1/ledgers 500': broken(LEDGERS),

  'GET /report/v2/ledgers/{ledgerId}/{topic}/dates/{ledgerDate} 200': reported(
    async (merchant, environment) => {
      const date = await today(environment)
      const paths = [datePath(NORWAY, 'funds', date), datePath(NORWAY, 'fees', date)]
      const open = await Promise.all(paths.map((path) => merchant.call('GET', path)))
      await fill(merchant, environment)
      const over = await Promise.all(paths.map((path) => merchant.call('GET', path)))
      return [...open, ...over]
    },
  ),
  'GET /report/v2/ledgers/{ledgerId}/{topic}/dates/{ledgerDate} 401': reported(async (merchant) => [
    await merchant.call('GET', datePath(NORWAY, 'funds', '2026-09-01'), FORGED),
  ]),
  'GET /report/v2/ledgers/{ledgerId}/{topic}/dates/{ledgerDate} 404': reported(
    async (merchant, environment) => [
      await merchant.call('GET', datePath('302321', 'funds', '2026-09-01')),
      await merchant.call('GET', datePath(NORWAY, 'funds', await today(environment))),
    ],
    { reportForm: '2023' },
  ),
  'GET /report/v2/ledgers/{ledgerId}/{topic}/dates/{ledgerDate} 500': broken(
    datePath(NORWAY, 'funds', '2026-09-01'),
  ),

  'GET /report/v2/ledgers/{ledgerId}/{topic}/feed 200': reported(async (merchant, environment) => {
    const empty = await merchant.call('GET', feedPath(NORWAY, 'funds'))
    await fill(merchant, environment)
    return [
      empty,
      await merchant.call('GET', feedPath(NORWAY, 'funds')),
      await merchant.call('GET', feedPath(NORWAY, 'fees')),
    ]
  }),
  'GET /report/v2/ledgers/{ledgerId}/{topic}/feed 401': reported(async (merchant) => [
    await merchant.call('GET', feedPath(NORWAY, 'funds'), FORGED),
  ]),
  'GET /report/v2/ledgers/{ledgerId}/{topic}/feed 500': broken(feedPath(NORWAY, 'funds')),
}

/** Something that a merchant asks whose sales unit settles. */
function reported(
  ask: (merchant: Merchant, environment: Environment) => Promise<readonly Answer[]>,
  settlement: object = {},
): Exercise {
  return {
    answers: async (environment) =>
      ask(await settlingMerchant(environment, settlement), environment),
  }
}

/** An answer that comes on order. */
function broken(path: string): Exercise {
  return reported(async (merchant, environment) => {
    await orderFault(environment, { effect: 'status', status: 500, count: 1 })
    return [await merchant.call('GET', path)]
  })
}

/** Every kind of entry that comes about by itself, and one that does not. */
async function fill(merchant: Merchant, environment: Environment): Promise<void> {
  await merchant.refund(await merchant.captured(10_000), 1_000)
  await entered(environment, { entryType: 'correction', amount: -100 })
  await environment.advance('1d')
}
