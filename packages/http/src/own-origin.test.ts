import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOwnOrigin } from './own-origin.ts'

test('an address is of this server when host and port are those of the request', () => {
  assert.equal(isOwnOrigin('http://localhost:8080', 'localhost:8080'), true)
  assert.equal(isOwnOrigin('https://pay.example/console', 'pay.example'), true)
})

test('another port, another name and no address at all are not', () => {
  for (const address of ['http://localhost:8070', 'http://127.0.0.1:8080', 'null', undefined]) {
    assert.equal(isOwnOrigin(address, 'localhost:8080'), false, String(address))
  }
  assert.equal(isOwnOrigin('http://localhost:8080', undefined), false)
})
