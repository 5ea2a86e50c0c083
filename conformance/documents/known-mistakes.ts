import assert from 'node:assert/strict'
import { objectAt, type JsonObject } from './json.ts'
import { ORDER_MISTAKES } from './order-mistakes.ts'
import { REPORT_MISTAKES } from './report-mistakes.ts'
import type { DocumentName } from './protocol-folder.ts'

/** Something that an official document says and that the service does not do. */
export interface Mistake {
  readonly document: DocumentName
  readonly what: string
  /** Corrects the document; fails when the mistake is no longer in it. */
  mend(document: JsonObject): void
}

export const KNOWN_MISTAKES: readonly Mistake[] = [
  {
    // The official Node SDK reads a success only from application/json, and its tests do read it.
    document: 'epayment.v1',
    what: 'success of capture, refund and cancel is declared as application/problem+json',
    mend(document) {
      const content = objectAt(document, 'components', 'responses', 'AdjustResponse', 'content')
      content['application/json'] = objectAt(content, 'application/problem+json')
      delete content['application/problem+json']
    },
  },
  {
    // Replaced by `name` in version 1.2.1; only the list of what is required was forgotten.
    document: 'epayment.v1',
    what: 'an event requires paymentAction, which it has not had since May 2023',
    mend(document) {
      const event = objectAt(document, 'components', 'schemas', 'PaymentEvent')
      const { required } = event
      assert.ok(Array.isArray(required) && required.includes('paymentAction'))
      event['required'] = required.map((name) => (name === 'paymentAction' ? 'name' : name))
    },
  },
  {
    // Three schemas without a required member all fit, so that exactly one never does.
    document: 'epayment.v1',
    what: 'a customer must fit exactly one of three schemas that any object fits',
    mend(document) {
      const customer = objectAt(document, 'components', 'schemas', 'Customer')
      customer['anyOf'] = customer['oneOf']
      delete customer['oneOf']
      assert.ok(Array.isArray(customer['anyOf']))
    },
  },
  {
    // The example beside the type is the number 900.
    document: 'access-token.v1',
    what: 'expires_in of the specialized token is declared as a string',
    mend(document) {
      const expiresIn = specializedToken(document, 'expires_in')
      assert.equal(expiresIn['type'], 'string')
      expiresIn['type'] = 'integer'
    },
  },
  {
    // The JWT of the other endpoint lost this format in a comment.
    document: 'access-token.v1',
    what: 'the specialized token is declared as Base64, which the dots of a JWT are not',
    mend(document) {
      const token = specializedToken(document, 'access_token')
      assert.equal(token['format'], 'byte')
      delete token['format']
    },
  },
  ...ORDER_MISTAKES,
  ...REPORT_MISTAKES,
]

function specializedToken(document: JsonObject, member: string): JsonObject {
  return objectAt(document, 'components', 'schemas', 'TokenResponse', 'properties', member)
}
