/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/http-headers/ */
import { createSign, generateKeyPairSync } from 'node:crypto'
import { describe, test } from 'node:test'
import { HOUR_MS } from '@kvitt/values'
import { accepted, assertGateway, type Answer } from '../support/answer.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'

const MESSAGE = 'Something went wrong, please try again later'

/** What the server says to a genuine token that something has been done to. */
async function answerTo(change: (token: string) => string): Promise<Answer> {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const genuine = merchant.headers['Authorization']?.replace('Bearer ', '') ?? ''
  return await merchant.create({}, { headers: { Authorization: change(genuine) } })
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

function decoded(part = ''): object {
  return Object(JSON.parse(Buffer.from(part, 'base64url').toString()))
}

describe('the gateway refuses', () => {
  const changes: Record<string, (token: string) => string> = {
    'no token': () => '',
    'the word Bearer alone': () => 'Bearer ',
    'a token without the word Bearer': (token) => token,
    'a token after another word': (token) => `Basic ${token}`,
    'something that is not a token': () => 'Bearer not-a-token',
    'a token that is cut off': (token) => `Bearer ${token.slice(0, -10)}`,
    'a token whose claims were changed': (token) => {
      const [header, claims, signature] = token.split('.')
      const longer = { ...decoded(claims), exp: 4_000_000_000 }
      return `Bearer ${header}.${encoded(longer)}.${signature}`
    },
    'a token without a signature': (token) => {
      const [, claims] = token.split('.')
      return `Bearer ${encoded({ alg: 'none', typ: 'JWT' })}.${claims}.`
    },
    'a token signed with another key': (token) => {
      const [header, claims] = token.split('.')
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
      const signer = createSign('RSA-SHA256').update(`${header}.${claims}`)
      return `Bearer ${header}.${claims}.${signer.sign(privateKey, 'base64url')}`
    },
  }
  for (const [what, change] of Object.entries(changes)) {
    test(what, async () => {
      assertGateway(await answerTo(change), 401, MESSAGE)
    })
  }
})

test('the word Bearer may be written in any case', async () => {
  for (const word of ['bearer', 'BEARER']) {
    accepted('createPayment', await answerTo((token) => `${word} ${token}`))
  }
})

test('strict mode wants it written as documented', { skip: INSIDE_ONLY }, async () => {
  await using environment = await openInside({ strict: true })
  const merchant = await environment.merchant()
  const headers = { Authorization: merchant.headers['Authorization']?.replace('B', 'b') ?? '' }
  assertGateway(await merchant.create({}, { headers }), 401, MESSAGE)
  accepted('createPayment', await merchant.create())
})

describe('a token ends when its time is up,', { skip: INSIDE_ONLY }, () => {
  test('to the second', async () => {
    await using environment = await openInside()
    const merchant = await environment.merchant()
    environment.clock.advance(HOUR_MS - 1)
    accepted('createPayment', await merchant.create())
    environment.clock.advance(1)
    assertGateway(await merchant.create(), 401, MESSAGE)
  })

  test('also when it was never used before', async () => {
    await using environment = await openInside()
    const merchant = await environment.merchant()
    environment.clock.advance(HOUR_MS)
    assertGateway(await merchant.create(), 401, MESSAGE)
  })

  test('and a new one goes on', async () => {
    await using environment = await openInside()
    await environment.merchant()
    environment.clock.advance(HOUR_MS)
    const merchant = await environment.merchant()
    accepted('createPayment', await merchant.create())
  })
})
