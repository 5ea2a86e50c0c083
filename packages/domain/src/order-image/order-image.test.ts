import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseImageId } from '@kvitt/values'
import { minutes, MSN, T0 } from '../../test-support/given-payments.ts'
import { orderImage } from './order-image.ts'

const imageId = parseImageId('socks-orange-123')
assert.ok(imageId)
const FACTS = {
  msn: MSN,
  imageId,
  contentType: 'image/png',
  widthPixels: 200,
  heightPixels: 167,
  bytes: 3,
} as const
const UPLOADED = { ...FACTS, type: 'uploaded', at: T0, file: 'AAAA' } as const

test('an image is uploaded, and its state knows all about it but the file', () => {
  const command = { ...UPLOADED, type: 'upload' } as const
  assert.deepEqual(orderImage.decide(undefined, command), { events: [UPLOADED] })
  const state = orderImage.evolve(undefined, UPLOADED)
  assert.deepEqual(state, { ...FACTS, uploadedAt: T0 })
  assert.equal(orderImage.wakeAt(state), undefined)
})

test('an image is never uploaded twice', () => {
  const state = orderImage.evolve(undefined, UPLOADED)
  const again = { ...UPLOADED, type: 'upload', at: minutes(1) } as const
  assert.deepEqual(orderImage.decide(state, again), { refusal: 'imageExists' })
  assert.throws(() => orderImage.evolve(state, UPLOADED), /impossible/)
})
