/** @see https://developer.vippsmobilepay.com/docs/APIs/order-management-api/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted } from '../support/answer.ts'
import { DENMARK } from '../support/demo-keys.ts'
import { openEnvironment } from '../support/open-environment.ts'
import {
  assertRefused,
  assertViolates,
  base64,
  IMAGE_ID,
  imageRequest,
  jpegFile,
  PATHS,
  pngFile,
} from '../support/order-management.ts'

const MEBIBYTE = 1024 * 1024

describe('an image is taken', () => {
  const images: Record<string, object> = {
    'as PNG': {},
    'as JPEG': { src: base64(jpegFile()) },
    'as wide as it likes': { src: base64(pngFile({ width: 1 })) },
    'at 167 pixels of height': { src: base64(pngFile({ height: 167 })) },
    'with a file of 2 MB': { src: base64(pngFile({ bytes: 2 * MEBIBYTE })) },
    'with an id of 128 characters, a SHA-512 in hex': { imageId: 'a1'.repeat(64) },
    'with the broken lines that some encoders write': {
      src: base64(pngFile()).replace(/.{76}/g, '$&\r\n'),
    },
  }
  for (const [how, changes] of Object.entries(images)) {
    test(how, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const body = imageRequest(changes)
      const answer = await merchant.call('POST', PATHS.images, { body })
      assert.deepEqual(accepted('uploadImage', answer), { imageId: Object(body).imageId })
    })
  }

  test('at the path with a slash at its end', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const answer = await merchant.call('POST', `${PATHS.images}/`, { body: imageRequest() })
    assert.equal(accepted('uploadImage', answer).imageId, IMAGE_ID)
  })

  test('with the slashes that PHP escapes', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const src = base64(jpegFile())
    assert.match(src, /\//)
    const text = JSON.stringify(imageRequest({ src })).replaceAll('/', String.raw`\/`)
    accepted('uploadImage', await merchant.call('POST', PATHS.images, { text }))
  })
})

describe('an image is refused', () => {
  const refusals: Record<string, [object, Record<string, RegExp>]> = {
    'without any of its fields': [
      { imageId: undefined, src: undefined, type: undefined },
      {
        ImageId: /^The ImageId field is required\.$/,
        Src: /^The Src field is required\.$/,
        Type: /^The Type field is required\.$/,
      },
    ],
    'with an id of 129 characters': [{ imageId: 'x'.repeat(129) }, { ImageId: /length of 128/ }],
    'with an id of other characters': [
      { imageId: 'a/b' },
      { ImageId: /^The field ImageId must match the regular expression '.+'\.$/ },
    ],
    'with an empty id': [{ imageId: '' }, { ImageId: /regular expression/ }],
    'with an empty file': [{ src: '' }, { Src: /length of 1/ }],
    'as another type': [{ type: 'url' }, { Type: /base64/ }],
    'as a URL': [{ src: 'https://www.example.com/socks.png' }, { Src: /base64/ }],
    'as a data URL': [
      { src: `data:image/png;base64,${base64(pngFile())}` },
      { Src: /not a valid base64 string/ },
    ],
    'when it is a GIF': [{ src: btoa('GIF89a') }, { Src: /PNG or JPEG/ }],
    'when it is a JPEG that breaks off': [
      { src: base64(jpegFile().subarray(0, 24)) },
      { Src: /not a complete image/ },
    ],
    'when it is a PNG that breaks off': [
      { src: base64(pngFile().subarray(0, 18)) },
      { Src: /not a complete image/ },
    ],
  }
  for (const [how, [changes, reasons]] of Object.entries(refusals)) {
    test(how, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const answer = await merchant.call('POST', PATHS.images, { body: imageRequest(changes) })
      const { detail } = assertViolates(answer, reasons)
      // Clients tell a duplicate and a wrong size from everything else by these words.
      assert.doesNotMatch(detail, /duplicate|height|size/i)
    })
  }

  test('below 167 pixels, with the word that clients look for', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    for (const file of [pngFile({ height: 166 }), jpegFile({ height: 166 })]) {
      const body = imageRequest({ src: base64(file) })
      const answer = await merchant.call('POST', PATHS.images, { body })
      assert.match(assertViolates(answer, { Src: /166/ }).detail, /height/)
    }
  })

  test('above 2 MB, with the word that clients look for', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const body = imageRequest({ src: base64(pngFile({ bytes: 2 * MEBIBYTE + 1 })) })
    const answer = await merchant.call('POST', PATHS.images, { body })
    assert.match(assertViolates(answer, { Src: /2 MB/ }).detail, /size/)
  })

  test('413 far above it, with the same word', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const body = imageRequest({ src: 'x'.repeat(4 * MEBIBYTE) })
    const answer = await merchant.call('POST', PATHS.images, { body })
    assert.match(assertRefused(answer, 413).detail, /size/)
  })
})

describe('an image cannot be overwritten:', () => {
  for (const [what, changes] of Object.entries({
    'the same file': {},
    'another file': { src: base64(jpegFile()) },
  })) {
    test(`${what} is 409 and called a duplicate`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      accepted('uploadImage', await merchant.call('POST', PATHS.images, { body: imageRequest() }))
      const body = imageRequest(changes)
      const { detail } = assertRefused(await merchant.call('POST', PATHS.images, { body }), 409)
      assert.match(detail, /duplicate/)
    })
  }

  test('of two uploads at once one is taken', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const answers = await Promise.all(
      [1, 2].map(() => merchant.call('POST', PATHS.images, { body: imageRequest() })),
    )
    assert.deepEqual(answers.map(({ status }) => String(status)).toSorted(), ['200', '409'])
  })
})

test('an image belongs to its sales unit', async () => {
  await using environment = await openEnvironment()
  for (const merchant of [await environment.merchant(), await environment.merchant(DENMARK)]) {
    accepted('uploadImage', await merchant.call('POST', PATHS.images, { body: imageRequest() }))
  }
})
