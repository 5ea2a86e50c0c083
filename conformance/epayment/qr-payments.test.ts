/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/features/qr-payments/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertInvalid } from '../support/answer.ts'
import type { Environment } from '../support/environment.ts'
import type { Merchant } from '../support/merchant.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { newReference } from '../support/payment-request.ts'
import { readPng, readSvg, sizeOfPng } from '../support/qr-reader.ts'

const QR = { userFlow: 'QR', returnUrl: undefined }

async function redirectUrlOf(merchant: Merchant, changes: object = {}): Promise<string> {
  return accepted('createPayment', await merchant.create({ ...QR, ...changes })).redirectUrl ?? ''
}

/** Fetches an image as a browser does: no key, no token. */
async function imageAt(environment: Environment, url: string) {
  assert.ok(url.startsWith(environment.baseUrl.origin))
  return environment.send('GET', url.slice(environment.baseUrl.origin.length))
}

function tokenOf(url: string | undefined): string {
  return new URL(url ?? '').searchParams.get('token') ?? ''
}

function pageOf(environment: Environment, imageUrl: string): string {
  return `${environment.baseUrl.origin}/pay?token=${tokenOf(imageUrl)}`
}

describe('without qrFormat, or as IMAGE/SVG+XML,', () => {
  for (const qrFormat of [undefined, null, { format: 'IMAGE/SVG+XML' }]) {
    test(`the redirectUrl is an SVG of the payment's page: ${JSON.stringify(qrFormat)}`, async () => {
      await using environment = await openEnvironment()
      const url = await redirectUrlOf(await environment.merchant(), { qrFormat })
      const { status, headers, text } = await imageAt(environment, url)
      assert.deepEqual([status, headers.get('content-type')], [200, 'image/svg+xml'])
      assert.equal(readSvg(text), pageOf(environment, url))
    })
  }

  test('size means nothing', async () => {
    await using environment = await openEnvironment()
    const qrFormat = { format: 'IMAGE/SVG+XML', size: 100 }
    const url = await redirectUrlOf(await environment.merchant(), { qrFormat })
    const { text } = await imageAt(environment, url)
    assert.equal(readSvg(text), pageOf(environment, url))
  })
})

describe('as IMAGE/PNG the redirectUrl is an image of the payment’s page,', () => {
  for (const [size, expected] of [
    [100, 100],
    [101, 101],
    [640, 640],
    [2_000, 2_000],
    [null, 1_024],
    [undefined, 1_024],
  ] as const) {
    test(`${expected} pixels wide when size is ${size}`, async () => {
      await using environment = await openEnvironment()
      const qrFormat = { format: 'IMAGE/PNG', size }
      const url = await redirectUrlOf(await environment.merchant(), { qrFormat })
      const { status, headers, bytes } = await imageAt(environment, url)
      assert.deepEqual([status, headers.get('content-type')], [200, 'image/png'])
      assert.deepEqual(sizeOfPng(bytes), [expected, expected])
      assert.equal(readPng(bytes), pageOf(environment, url))
    })
  }

  test('readable too when it is small and the reference long', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const qrFormat = { format: 'IMAGE/PNG', size: 100 }
    const url = await redirectUrlOf(merchant, {
      qrFormat,
      reference: `a${newReference()}`.padEnd(64, 'b'),
    })
    const { bytes } = await imageAt(environment, url)
    assert.equal(readPng(bytes), pageOf(environment, url))
  })
})

test('as TEXT/TARGETURL the redirectUrl is what to draw: the page itself', async () => {
  await using environment = await openEnvironment()
  const qrFormat = { format: 'TEXT/TARGETURL' }
  const url = await redirectUrlOf(await environment.merchant(), { qrFormat })
  assert.equal(url, pageOf(environment, url))
  const { status, text } = await imageAt(environment, url)
  assert.equal(status, 200)
  assert.match(text, /Test payment/)
})

test('the page in the code is where the customer pays', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = newReference()
  const url = await redirectUrlOf(merchant, { reference })
  const page = readSvg((await imageAt(environment, url)).text) ?? ''
  const paid = await environment.send('POST', page.slice(environment.baseUrl.origin.length), {
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    text: new URLSearchParams({ action: 'approve', phoneNumber: '4712345678' }).toString(),
  })
  assert.equal(paid.status, 200)
  assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'AUTHORIZED')
})

test('a returnUrl is where the customer’s phone goes afterwards', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const returnUrl = 'https://shop.example/thanks'
  const url = await redirectUrlOf(merchant, { returnUrl })
  const paid = await environment.send('POST', `/pay?token=${tokenOf(url)}`, {
    text: new URLSearchParams({ action: 'approve', phoneNumber: '4712345678' }).toString(),
  })
  assert.deepEqual([paid.status, paid.headers.get('location')], [303, returnUrl])
})

test('the payment shows its image as long as it waits', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = newReference()
  const url = await redirectUrlOf(merchant, { reference })
  assert.equal(accepted('getPayment', await merchant.get(reference)).redirectUrl, url)
  await environment.approve(reference)
  assert.equal(accepted('getPayment', await merchant.get(reference)).redirectUrl, undefined)
})

test('force approve takes the token of the image', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = newReference()
  const token = tokenOf(await redirectUrlOf(merchant, { reference }))
  assert.equal((await merchant.forceApprove(reference, { token })).status, 200)
})

describe('the image dies with the payment: 404 and nothing else once it', () => {
  for (const [what, end] of [
    ['has expired', ({ environment }) => environment.advance('10m')],
    ['is approved', ({ environment, reference }) => environment.approve(reference)],
    ['is rejected', ({ environment, reference }) => environment.reject(reference)],
    ['is cancelled', ({ merchant, reference }) => merchant.cancel(reference)],
  ] as const satisfies readonly (readonly [string, (given: Given) => Promise<unknown>])[]) {
    test(what, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const reference = newReference()
      const url = await redirectUrlOf(merchant, { reference })
      assert.equal((await imageAt(environment, url)).status, 200)
      await end({ environment, merchant, reference })
      const { status, text } = await imageAt(environment, url)
      assert.deepEqual([status, text], [404, ''])
    })
  }

  interface Given {
    readonly environment: Environment
    readonly merchant: Merchant
    readonly reference: string
  }
})

test('the image of a long-living payment lives as long as it', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const expiresAt = new Date((await environment.now()) + 3_600_000).toISOString()
  const receipt = {
    orderLines: [
      { id: '1', name: 'Socks', totalAmount: 1, totalAmountExcludingTax: 1, totalTaxAmount: 0 },
    ],
    bottomLine: { currency: 'NOK' },
  }
  const url = await redirectUrlOf(merchant, { expiresAt, receipt })
  await environment.advance('59m')
  assert.equal((await imageAt(environment, url)).status, 200)
  await environment.advance('1m')
  assert.equal((await imageAt(environment, url)).status, 404)
})

describe('no image is found', () => {
  test('without a token, or with one of no payment', async () => {
    await using environment = await openEnvironment()
    for (const query of ['', '?token=', '?token=nonsense']) {
      const { status, text } = await environment.send('GET', `/qr/image${query}`)
      assert.deepEqual([status, text], [404, ''])
    }
  })

  test('of a payment that is not shown as a QR code', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const { redirectUrl } = accepted('createPayment', await merchant.create())
    const path = `/qr/image?token=${tokenOf(redirectUrl)}`
    assert.equal((await environment.send('GET', path)).status, 404)
  })
})

describe('whiteBorder sets the border in modules, 8 by default:', () => {
  for (const [query, border] of [
    ['', 8],
    ['&whiteBorder=0', 0],
    ['&whiteBorder=100', 100],
    ['&whiteBorder=101', 100],
    ['&whiteBorder=wide', 8],
  ] as const) {
    test(query || 'nothing', async () => {
      await using environment = await openEnvironment()
      const url = await redirectUrlOf(await environment.merchant())
      const { text } = await imageAt(environment, `${url}${query}`)
      assert.ok(text.includes(`d="M${border} ${border}.5h7`), text.slice(0, 300))
    })
  }
})

describe('a qrFormat that is none is refused:', () => {
  for (const [qrFormat, reasons] of [
    [{}, { 'qrFormat.format': 'The QrFormat.format field is required.' }],
    [{ format: 'IMAGE/GIF' }, { 'qrFormat.format': /^The field QrFormat\.format must be one of/ }],
    [
      { format: 'IMAGE/PNG', size: 99 },
      { 'qrFormat.size': 'The field QrFormat.size must be between 100 and 2000.' },
    ],
    [
      { format: 'IMAGE/PNG', size: 2_001 },
      { 'qrFormat.size': 'The field QrFormat.size must be between 100 and 2000.' },
    ],
  ] as const) {
    test(JSON.stringify(qrFormat), async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      assertInvalid(await merchant.create({ ...QR, qrFormat }), reasons)
    })
  }
})

test('with any other flow qrFormat means nothing', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const qrFormat = { format: 'IMAGE/PNG' }
  const answer = await merchant.create({ qrFormat })
  assert.match(accepted('createPayment', answer).redirectUrl ?? '', /\/pay\?token=/)
})
