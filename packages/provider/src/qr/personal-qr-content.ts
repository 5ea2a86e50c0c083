import { personalQr } from '@kvitt/domain'
import { customerOf } from '../directory/directory.ts'
import type { Services } from '../services.ts'

/** 256 bits: nobody finds a code by trying. */
const SECRET_BYTES = 32
const CONTENT = /^\S+\/qr\/p\/([\w-]{43})$/
/** The forms that the documentation prints, with the phone number of whoever shows them. */
const DOCUMENTED_CONTENT = /^https:\/\/qr\.vipps\.no\/(?:28\/2\/01\/031|p)\/(\d{9,15})(?:\?v=1)?$/

/** Makes the content of a new personal QR, and the secret in it, which is its key. */
export function newPersonalQr({ random, configuration }: Services): {
  readonly code: string
  readonly content: string
} {
  const code = Buffer.from(random.bytes(SECRET_BYTES)).toString('base64url')
  return { code, content: new URL(`/qr/p/${code}`, configuration.publicUrl).href }
}

/**
 * Who shows a personal QR with this content, if anybody does.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/qr-api/
 */
export async function phoneNumberOfPersonalQr(
  { store, directory }: Services,
  content: string,
): Promise<string | undefined> {
  const code = CONTENT.exec(content)?.[1]
  if (code !== undefined) return (await store.load(personalQr, code))?.phoneNumber
  return customerOf(directory, DOCUMENTED_CONTENT.exec(content)?.[1])?.phoneNumber
}
