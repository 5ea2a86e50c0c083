import assert from 'node:assert/strict'
import { test } from 'node:test'
import { servePages } from './web-pages.ts'

const app = servePages(
  {
    document: () => Promise.resolve(Buffer.from('<!doctype html>')),
    file: (path) =>
      Promise.resolve(
        path === 'assets/main.js'
          ? { contentType: 'text/javascript; charset=utf-8', bytes: Buffer.from('main()') }
          : undefined,
      ),
  },
  ['/portal', '/phone'],
)

test('every page of a folder begins with the document, which is never kept', async () => {
  for (const path of ['/portal', '/portal/payments/1', '/phone', '/phone/me']) {
    const answer = await app.request(path)
    assert.equal(answer.status, 200, path)
    assert.equal(await answer.text(), '<!doctype html>')
    assert.equal(answer.headers.get('content-type'), 'text/html; charset=utf-8')
    assert.equal(answer.headers.get('cache-control'), 'no-store')
    assert.equal(answer.headers.get('referrer-policy'), 'same-origin')
  }
  assert.equal((await app.request('/portals')).status, 404)
  assert.equal((await app.request('/')).headers.get('location'), '/portal')
})

test('files of the build are kept for a year, and others are not there', async () => {
  const file = await app.request('/_pages/assets/main.js')
  assert.equal(await file.text(), 'main()')
  assert.equal(file.headers.get('content-type'), 'text/javascript; charset=utf-8')
  assert.equal(file.headers.get('cache-control'), 'public, max-age=31536000, immutable')
  assert.equal((await app.request('/_pages/assets/other.js')).status, 404)
  assert.equal((await app.request('/_pages/assets/main%2Ejs')).status, 404)
})

test('no script but those of this server runs, and no other page frames these', async () => {
  for (const path of ['/portal', '/_pages/assets/main.js']) {
    const { headers } = await app.request(path)
    const policy = headers.get('content-security-policy') ?? ''
    assert.match(policy, /default-src 'none'; script-src 'self';/)
    assert.match(policy, /frame-ancestors 'none'/)
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
  }
})
