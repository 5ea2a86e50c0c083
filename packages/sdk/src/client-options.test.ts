import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { OPTIONS } from '../test-support/options.ts'
import { BASE_URLS, configurationOf, type ClientOptions } from './client-options.ts'
import { VERSION } from './version.ts'

describe('a base URL may be', () => {
  for (const baseUrl of [
    ...Object.values(BASE_URLS),
    'http://localhost:8080',
    'http://127.0.0.1:8080/',
    'http://[::1]:8080',
    'http://kvitt:8080',
    'http://10.0.0.7',
    'http://172.20.0.3:8080',
    'http://kvitt.internal',
    'https://gateway.example/vipps/',
  ]) {
    test(baseUrl, () => {
      assert.ok(!configurationOf({ ...OPTIONS, baseUrl }).baseUrl.endsWith('/'))
    })
  }
})

describe('refused with the name of the option:', () => {
  const WRONG: readonly (readonly [name: string, change: Partial<ClientOptions>])[] = [
    ['clientId', { clientId: '' }],
    ['clientSecret', { clientSecret: 'secret\n' }],
    ['clientSecret', { clientSecret: undefined as never }],
    ['subscriptionKey', { subscriptionKey: ' 0123' }],
    ['merchantSerialNumber', { merchantSerialNumber: '12' }],
    ['merchantSerialNumber', { merchantSerialNumber: 'acme' }],
    ['merchantSerialNumber', { merchantSerialNumber: 123456 as never }],
    ['baseUrl', { baseUrl: 'apitest.vipps.no' }],
    ['baseUrl', { baseUrl: 'http://api.vipps.no' }],
    ['baseUrl', { baseUrl: 'http://172.40.0.1' }],
    ['baseUrl', { baseUrl: 'https://user:secret@api.vipps.no' }],
    ['baseUrl', { baseUrl: 'ftp://localhost' }],
    ['system.name', { system: { name: '', version: '1' } }],
    ['system.version', { system: { name: 'acme', version: '1'.repeat(31) } }],
    ['system.pluginName', { system: { name: 'acme', version: '1', pluginName: 'å\n' } }],
    ['timeouts.attemptMs', { timeouts: { attemptMs: 100 } }],
    ['timeouts.callMs', { timeouts: { callMs: 10 } }],
    ['attemptsMax', { attemptsMax: 6 }],
    ['attemptsMax', { attemptsMax: 0 }],
  ]
  for (const [name, change] of WRONG) {
    test(`${name} ${JSON.stringify(Object.values(change)[0])}`, () => {
      assert.throws(
        () => configurationOf({ ...OPTIONS, ...change }),
        ({ code, details, message }) => {
          assert.equal(code, 'invalidInput')
          assert.deepEqual(
            details.map((detail: { readonly name: string }) => detail.name),
            [name],
          )
          assert.doesNotMatch(message, /secret@|demo-client-secret/)
          return true
        },
      )
    })
  }
})

test('options that a program without types left out are all named', () => {
  for (const nothing of [undefined, {}, { system: null, timeouts: null }]) {
    assert.throws(
      () => configurationOf(nothing as never),
      ({ code, details }) => {
        assert.equal(code, 'invalidInput')
        assert.deepEqual(
          details.map(({ name }: { readonly name: string }) => name),
          [
            'clientId',
            'clientSecret',
            'subscriptionKey',
            'merchantSerialNumber',
            'baseUrl',
            'system.name',
            'system.version',
          ],
        )
        return true
      },
    )
  }
})

test('the plugin is the system where it is not named', () => {
  const { commonHeaders } = configurationOf(OPTIONS)
  assert.equal(commonHeaders['Vipps-System-Plugin-Name'], 'acme')
  assert.equal(commonHeaders['Vipps-System-Plugin-Version'], '3.1.2')
})

test('the version that is sent is that of the package', () => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  assert.equal(VERSION, version)
})
