import type { ClientOptions } from '../src/client-options.ts'

export const OPTIONS: ClientOptions = {
  clientId: '11111111-1111-4111-8111-111111111111',
  clientSecret: 'demo-client-secret',
  subscriptionKey: '0123456789abcdef0123456789abcdef',
  merchantSerialNumber: '123456',
  baseUrl: 'https://apitest.vipps.no',
  system: { name: 'acme', version: '3.1.2' },
}
