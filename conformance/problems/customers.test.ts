/**
 * What is wrong with a customer, by number.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/
 */
import { test } from 'node:test'
import { provoke } from '../support/provoke.ts'

test('7010 Customer not found', (context) =>
  provoke(context, 400, (merchant) =>
    merchant.create({ userFlow: 'PUSH_MESSAGE', customer: { phoneNumber: '4799999999' } }),
  ))
