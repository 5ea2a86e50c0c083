import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { canonicalPath, pathOf } from './canonical-path.ts'

const CANONICAL: Readonly<Record<string, string>> = {
  '/': '/',
  '': '',
  '/accesstoken/get': '/accesstoken/get',
  '/AccessToken/get': '/accesstoken/get',
  '/AccessToken/Get/': '/accesstoken/get',
  '/epayment/v1/payments': '/epayment/v1/payments',
  '/epayment/v1/payments/': '/epayment/v1/payments',
  '/EPayment/V1/Payments': '/epayment/v1/payments',
  '/epayment/v1/payments/Acme-Shop-1': '/epayment/v1/payments/Acme-Shop-1',
  '/EPAYMENT/V1/PAYMENTS/Acme-Shop-1/CAPTURE': '/epayment/v1/payments/Acme-Shop-1/capture',
  '/epayment/v1/payments/PAYMENTS/Cancel': '/epayment/v1/payments/PAYMENTS/cancel',
  '/epayment/v1/payments/Acme/Payments/X': '/epayment/v1/payments/Acme/payments/x',
  '/epayment/v1/Test/Payments/Acme-1/Approve': '/epayment/v1/test/payments/Acme-1/approve',
  '/Webhooks/v1/Webhooks': '/webhooks/v1/webhooks',
  '/Webhooks/v1/Webhooks/C2F3': '/webhooks/v1/webhooks/C2F3',
  '/epayment/v1/payments/A%2FB%C3%86': '/epayment/v1/payments/A%2FB%C3%86',
  '/_kvitt/v1/payments/123456/Acme-1/approve': '/_kvitt/v1/payments/123456/Acme-1/approve',
  '/_kvitt/v1/clock/': '/_kvitt/v1/clock',
  '/epayment/v1/payments//': '/epayment/v1/payments/',
}

describe('the path', () => {
  for (const [sent, canonical] of Object.entries(CANONICAL)) {
    test(`${sent || 'of nothing'} is ${canonical || 'nothing'} to the router`, () => {
      assert.equal(canonicalPath(sent), canonical)
    })
  }

  test('that is canonical stays as it is', () => {
    for (const canonical of Object.values(CANONICAL)) {
      if (canonical.length > 1 && canonical.endsWith('/')) continue
      assert.equal(canonicalPath(canonical), canonical)
    }
  })
})

const PATHS: Readonly<Record<string, string>> = {
  'http://localhost:8080/epayment/v1/payments/Acme-1?a=/b': '/epayment/v1/payments/Acme-1',
  'http://localhost:8080/': '/',
  'http://localhost:8080': '/',
  'https://apitest.vipps.no/accesstoken/get': '/accesstoken/get',
  'http://[::1]:8080/a%20b/%C3%A6?': '/a%20b/%C3%A6',
  'http://localhost/a?b=http://other/c': '/a',
}

describe('the path as it was sent', () => {
  for (const [url, path] of Object.entries(PATHS)) {
    test(`is ${path} in ${url}`, () => assert.equal(pathOf(url), path))
  }
})
