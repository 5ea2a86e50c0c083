import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseEnv } from 'node:util'
import { environmentFile } from './environment-file.ts'

const KEYS = {
  clientId: '11111111-1111-4111-8111-111111111111',
  clientSecret: 'c2VjcmV0+/c2Vj==',
  primarySubscriptionKey: '0123456789abcdef0123456789abcdef',
  salesUnits: ['123456'],
}

test('a program reads from the file what the API asks for', () => {
  const unit = { msn: '123456', name: 'My shop', market: 'NO' } as const
  assert.deepEqual(
    { ...parseEnv(environmentFile(unit, KEYS, 'http://localhost:8080')) },
    {
      VIPPS_BASE_URL: 'http://localhost:8080',
      VIPPS_CLIENT_ID: KEYS.clientId,
      VIPPS_CLIENT_SECRET: KEYS.clientSecret,
      VIPPS_SUBSCRIPTION_KEY: KEYS.primarySubscriptionKey,
      VIPPS_MERCHANT_SERIAL_NUMBER: '123456',
    },
  )
})

test('neither a name nor a key writes lines or commands of its own', () => {
  const unit = {
    msn: '123456',
    name: 'Shop\nVIPPS_BASE_URL=http://evil.example',
    market: 'NO',
  } as const
  const keys = { ...KEYS, clientSecret: '$(reboot)#`"' }
  const read = parseEnv(environmentFile(unit, keys, 'http://localhost:8080'))
  assert.equal(read['VIPPS_BASE_URL'], 'http://localhost:8080')
  assert.equal(read['VIPPS_CLIENT_SECRET'], keys.clientSecret)
})
