import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { placeAfterSignIn, PORTAL } from './sign-in-address.ts'

describe('after signing in people go', () => {
  for (const [to, place] of [
    ['/portal/payments?reference=order', '/portal/payments?reference=order'],
    ['/portal', '/portal'],
    ['/phone', '/phone'],
    ['/portal/sign-in?to=/portal/sign-in', '/portal'],
    ['https://evil.example/portal', '/portal'],
    ['//evil.example/portal', '/portal'],
    ['/portal.evil.example', '/portal'],
    ['javascript:alert(1)', '/portal'],
    ['', '/portal'],
  ] as const) {
    test(`${place}, when they wanted to ${to}`, () => {
      assert.equal(placeAfterSignIn(PORTAL, `?${new URLSearchParams({ to }).toString()}`), place)
    })
  }

  test('to the portal when they wanted nothing else', () => {
    assert.equal(placeAfterSignIn(PORTAL, ''), '/portal')
  })
})
