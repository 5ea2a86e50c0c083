/**
 * One sales unit can be held to the letter while its neighbours are not.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/http-headers/
 */
import { test } from 'node:test'
import { accepted, assertGateway, refused } from '../support/answer.ts'
import { DENMARK, NORWAY } from '../support/demo-keys.ts'
import { withSalesUnit } from '../support/directories.ts'
import { INSIDE_ONLY, openInside } from '../support/open-environment.ts'

const OPTIONS = { skip: INSIDE_ONLY }
const directory = withSalesUnit(NORWAY, { strict: true })

test('the word Bearer is to be written as documented', OPTIONS, async () => {
  await using environment = await openInside({ directory })
  const [strict, lenient] = [await environment.merchant(), await environment.merchant(DENMARK)]
  const lowered = (headers: Readonly<Record<string, string>>) => ({
    Authorization: headers['Authorization']?.replace('Bearer', 'bearer') ?? '',
  })
  const message = 'Something went wrong, please try again later'
  assertGateway(await strict.create({}, { headers: lowered(strict.headers) }), 401, message)
  accepted('createPayment', await lenient.create({}, { headers: lowered(lenient.headers) }))
})

test('an amount is to be a whole number', OPTIONS, async () => {
  await using environment = await openInside({ directory })
  const amount = { currency: 'NOK', value: 100.000_000_000_001 }
  refused(await (await environment.merchant()).create({ amount }), 400)
  accepted(
    'createPayment',
    await (await environment.merchant(DENMARK)).create({ amount: { ...amount, currency: 'DKK' } }),
  )
})

test('the merchant serial number is to be named', OPTIONS, async () => {
  await using environment = await openInside({ directory })
  const { headers } = await environment.merchant()
  const { 'Merchant-Serial-Number': _, ...unnamed } = headers
  const path = '/epayment/v1/payments/acme-shop-1'
  refused(await environment.send('GET', path, { headers: unnamed }), 400)
  refused(await environment.send('GET', path, { headers }), 404)
})
