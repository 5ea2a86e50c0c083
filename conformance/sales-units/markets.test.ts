/**
 * The market of a sales unit decides the currency of its payments, how long they can be captured
 * and what may be asked of them.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/reserve-and-capture/
 */
import { describe, test } from 'node:test'
import { CURRENCY_OF_MARKET, MARKETS } from '@kvitt/values'
import { accepted, assertCode } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { createSalesUnit, merchantOf } from '../support/sales-units.ts'

const LAST_CAPTURE = { NO: '179d', DK: '13d', FI: '13d' } as const
const COMMERCIAL = { type: 'WALLET', blockedSources: ['COMMERCIAL_CARDS'] }

for (const market of MARKETS) {
  describe(`a sales unit in ${market}`, () => {
    test(`takes ${CURRENCY_OF_MARKET[market]} and nothing else`, async () => {
      await using environment = await openEnvironment()
      const merchant = await merchantOf(environment, await createSalesUnit(environment, { market }))
      for (const currency of Object.values(CURRENCY_OF_MARKET)) {
        const answer = await merchant.create({ currency })
        if (currency === CURRENCY_OF_MARKET[market]) accepted('createPayment', answer)
        else assertCode(answer, 400, 5040)
      }
    })

    test(`can capture for ${LAST_CAPTURE[market]}, and not a day longer`, async () => {
      await using environment = await openEnvironment()
      const merchant = await merchantOf(environment, await createSalesUnit(environment, { market }))
      const reference = await merchant.authorized({ value: 1_000 })
      await environment.advance(LAST_CAPTURE[market])
      accepted('capturePayment', await merchant.capture(reference, 400))
      await environment.advance('1d')
      assertCode(await merchant.capture(reference, 600), 400, 6100)
    })

    test(`${market === 'NO' ? 'cannot' : 'can'} block commercial cards`, async () => {
      await using environment = await openEnvironment()
      const merchant = await merchantOf(environment, await createSalesUnit(environment, { market }))
      const answer = await merchant.create({ paymentMethod: COMMERCIAL })
      if (market === 'NO') assertCode(answer, 400, 5010)
      else accepted('createPayment', answer)
    })
  })
}
