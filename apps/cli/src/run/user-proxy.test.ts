import assert from 'node:assert/strict'
import { test } from 'node:test'

import { matchesNoProxy, parseNoProxy, readUserProxy, type UpstreamProxy } from './user-proxy.ts'

const ELSEWHERE = { host: 'shop.example', port: 443 }

function read(environment: NodeJS.ProcessEnv): ReturnType<typeof readUserProxy> {
  return readUserProxy(environment, (line) => assert.fail(line))
}

test('without proxy variables every host is reached directly', () => {
  const proxy = read({ HTTPS_PROXY: '' })
  assert.equal(proxy.forHttps(ELSEWHERE), undefined)
  assert.equal(proxy.forHttp(ELSEWHERE), undefined)
})

const ADDRESSES: readonly [text: string, proxy: UpstreamProxy][] = [
  [
    'http://proxy.example:3128',
    { host: 'proxy.example', port: 3128, secure: false, authorization: undefined },
  ],
  [
    'proxy.example:80',
    { host: 'proxy.example', port: 80, secure: false, authorization: undefined },
  ],
  [
    'https://proxy.example',
    { host: 'proxy.example', port: 443, secure: true, authorization: undefined },
  ],
  [
    'http://[2001:db8::1]:81',
    { host: '2001:db8::1', port: 81, secure: false, authorization: undefined },
  ],
  [
    'http://ola:p%40ss%@proxy.example',
    {
      host: 'proxy.example',
      port: 80,
      secure: false,
      authorization: `Basic ${Buffer.from('ola:p@ss%').toString('base64')}`,
    },
  ],
]

for (const [text, expected] of ADDRESSES) {
  test(`reads the proxy ${text}`, () => {
    assert.deepEqual(read({ HTTPS_PROXY: text }).forHttps(ELSEWHERE), expected)
  })
}

test('prefers the lower-case variable, and the scheme to all_proxy', () => {
  const proxy = read({
    https_proxy: 'http://lower:1',
    HTTPS_PROXY: 'http://upper:2',
    ALL_PROXY: 'http://all:3',
  })
  assert.equal(proxy.forHttps(ELSEWHERE)?.host, 'lower')
  assert.equal(proxy.forHttp(ELSEWHERE)?.host, 'all')
})

test('never sends loopback through a proxy', () => {
  const proxy = read({ HTTPS_PROXY: 'http://proxy.example' })
  for (const host of ['localhost', 'LOCALHOST.', '127.0.0.1', '127.8.8.8', '::1']) {
    assert.equal(proxy.forHttps({ host, port: 443 }), undefined, host)
  }
  assert.notEqual(proxy.forHttps({ host: '127.example', port: 443 }), undefined)
})

test('reports a proxy of another kind and goes on without it', () => {
  const notices: string[] = []
  const environment = { HTTPS_PROXY: 'socks5://proxy.example:1080', HTTP_PROXY: 'http://' }
  const proxy = readUserProxy(environment, (line) => notices.push(line))
  assert.equal(proxy.forHttps(ELSEWHERE), undefined)
  assert.equal(proxy.forHttp(ELSEWHERE), undefined)
  assert.match(notices.join('\n'), /^https_proxy is not .*\nhttp_proxy is not .*$/)
})

const MATCHES: readonly [noProxy: string, host: string, port: number, matches: boolean][] = [
  ['', 'shop.example', 443, false],
  ['*', 'shop.example', 443, true],
  ['shop.example', 'SHOP.example.', 443, true],
  ['shop.example', 'www.shop.example', 443, true],
  ['shop.example', 'workshop.example', 443, false],
  ['.shop.example', 'www.shop.example', 443, true],
  ['*.shop.example', 'www.shop.example', 443, true],
  ['shop.example:8443', 'shop.example', 8443, true],
  ['shop.example:8443', 'shop.example', 443, false],
  ['a.example, shop.example', 'shop.example', 443, true],
  ['a.example shop.example', 'shop.example', 443, true],
  ['10.1.2.3', '10.1.2.3', 443, true],
  ['2.3', '10.1.2.3', 443, false],
  ['10.0.0.0/8', '10.1.2.3', 443, true],
  ['10.0.0.0/8', '11.1.2.3', 443, false],
  ['10.0.0.0/99', '10.1.2.3', 443, false],
  ['10.0.0.0/8', 'shop.example', 443, false],
  ['2001:db8::/32', '2001:db8::1', 443, true],
  ['2001:db8::1', '2001:db8::1', 443, true],
  ['[2001:db8::1]', '2001:db8::1', 443, true],
]

for (const [noProxy, host, port, matches] of MATCHES) {
  test(`NO_PROXY=${noProxy} ${matches ? 'covers' : 'does not cover'} ${host}:${port}`, () => {
    assert.equal(matchesNoProxy(parseNoProxy(noProxy), { host, port }), matches)
  })
}
