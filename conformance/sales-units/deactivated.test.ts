/**
 * A deactivated sales unit takes no payments and makes no refunds. What customers have reserved
 * already can still be captured or released, and everything can be read.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted, assertCode } from '../support/answer.ts'
import { NORWAY } from '../support/demo-keys.ts'
import { withSalesUnit } from '../support/directories.ts'
import { INSIDE_ONLY, openInside } from '../support/open-environment.ts'

test('5070: no payment can be created', { skip: INSIDE_ONLY }, async () => {
  const directory = withSalesUnit(NORWAY, { deactivated: true })
  await using environment = await openInside({ directory })
  const merchant = await environment.merchant()
  const { detail } = assertCode(await merchant.create(), 400, 5070)
  assert.match(detail ?? '', /123456 is deactivated/)
  accepted('listWebhooks', await merchant.listWebhooks())
})
