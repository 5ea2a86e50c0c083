/**
 * One sales unit can be held to the letter while its neighbours are not.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/http-headers/
 */
import { test } from 'node:test'
import { accepted, assertCode, assertGateway, refused } from '../support/answer.ts'
import { DENMARK, NORWAY } from '../support/demo-keys.ts'
import type { Environment } from '../support/environment.ts'
import type { Merchant } from '../support/merchant.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { changeSalesUnit } from '../support/sales-units.ts'

async function strictAndLenient(environment: Environment): Promise<[Merchant, Merchant]> {
  await changeSalesUnit(environment, NORWAY, { strict: true })
  return [await environment.merchant(NORWAY), await environment.merchant(DENMARK)]
}

test('the word Bearer is to be written as documented', async () => {
  await using environment = await openEnvironment()
  const [strict, lenient] = await strictAndLenient(environment)
  const lowered = (headers: Readonly<Record<string, string>>) => ({
    headers: { Authorization: headers['Authorization']?.replace('Bearer', 'bearer') ?? '' },
  })
  const message = 'Something went wrong, please try again later'
  assertGateway(await strict.create({}, lowered(strict.headers)), 401, message)
  accepted('createPayment', await lenient.create({}, lowered(lenient.headers)))
})

test('the merchant serial number is to be named', async () => {
  await using environment = await openEnvironment()
  const [{ headers }] = await strictAndLenient(environment)
  const { 'Merchant-Serial-Number': _, ...unnamed } = headers
  const path = '/epayment/v1/payments/acme-shop-1'
  refused(await environment.send('GET', path, { headers: unnamed }), 400)
  refused(await environment.send('GET', path, { headers }), 404)
})

test('an address to return to is to be complete', async () => {
  await using environment = await openEnvironment()
  const [strict, lenient] = await strictAndLenient(environment)
  const returnUrl = 'shop.example/orders/1'
  assertCode(await strict.create({ returnUrl }), 400, 4090)
  accepted('createPayment', await lenient.create({ returnUrl }))
})
