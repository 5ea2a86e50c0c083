/** The self-test calls the public URL over TLS as it is, and says what a provider would stumble over. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { SelfTestFinding } from '@kvitt/contract'
import type { Fetch } from '@kvitt/sdk'
import { openPlainServer, openTlsServer, type Certificate } from './support/tls-server.ts'
import { openWorld, type World } from './support/world.ts'

/** What a payment server finds whose public URL is at a server that is really called. */
async function findingAt(publicUrl: string, toWorld: (world: World) => void = () => {}) {
  await using world = await openWorld({
    publicUrl,
    toPublicUrl: () => (request) => fetch(request),
  })
  toWorld(world)
  const [finding] = await world.during(world.merchant.selfTest())
  assert.ok(finding)
  return finding
}

/** A server in front of a payment server, as a proxy is. */
async function behind(certificate: Certificate, change?: Fetch) {
  let world: World | undefined
  const pass: Fetch = (request) => world?.merchant.fetch(request) ?? assert.fail('not yet there')
  await using server = await openTlsServer(certificate, change ?? pass)
  return await findingAt(server.url, (opened) => (world = opened))
}

function said({ isRight, item, code }: SelfTestFinding): readonly unknown[] {
  return [isRight, item, code]
}

describe('the self-test over TLS', () => {
  test('finds nothing wrong with a certificate that is trusted, and a webhook arrives', async () => {
    const finding = await behind('right')
    assert.deepEqual(said(finding), [true, undefined, undefined], finding.advice)
  })

  for (const [certificate, code, detail] of [
    ['expired', 'certificateExpired', 'CERT_HAS_EXPIRED'],
    ['not yet valid', 'certificateExpired', 'CERT_NOT_YET_VALID'],
    ['other host', 'certificateForOther', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['self-signed', 'certificateUntrusted', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['without its chain', 'certificateUntrusted', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ] as const) {
    test(`names a certificate that is ${certificate}`, async () => {
      const finding = await behind(certificate)
      assert.deepEqual(said(finding), [false, 'publicUrl', code])
      assert.match(finding.advice, new RegExp(`localhost.*\\(${detail}\\)$`, 's'))
    })
  }

  test('names a server that does not speak TLS', async () => {
    await using server = await openPlainServer()
    assert.deepEqual(said(await findingAt(server.url)), [false, 'publicUrl', 'notTls'])
  })

  test('names a port where nobody listens', async () => {
    const { url } = await closedServer()
    assert.deepEqual(said(await findingAt(url)), [false, 'publicUrl', 'connectionRefused'])
  })

  test('follows no redirect', async () => {
    const redirect: Fetch = async () =>
      new Response(null, { status: 302, headers: { Location: 'https://www.shop.example/' } })
    assert.deepEqual(said(await behind('right', redirect)), [false, 'publicUrl', 'redirected'])
  })
})

/** Where a server has been, and is no more. */
async function closedServer(): Promise<{ readonly url: string }> {
  await using server = await openPlainServer()
  return { url: server.url }
}
