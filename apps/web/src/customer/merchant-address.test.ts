import assert from 'node:assert/strict'
import { test } from 'node:test'
import { merchantAddress } from './merchant-address.ts'

test('addresses of the web and of apps are left as they are', () => {
  for (const href of ['https://shop.example/?a=1#b', 'http://localhost:3000/', 'myapp://paid/17']) {
    assert.equal(merchantAddress(href), href)
  }
})

test('an address without a scheme is one of the web', () => {
  assert.equal(merchantAddress('shop.example/thanks'), 'https://shop.example/thanks')
})

test('what runs or reads something in a browser leads nowhere, however it is spelled', () => {
  for (const href of [
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'blob:https://shop.example/1',
    'file:///etc/passwd',
    'view-source:https://shop.example',
    '',
    '  ',
  ]) {
    assert.equal(merchantAddress(href), undefined, JSON.stringify(href))
  }
})
