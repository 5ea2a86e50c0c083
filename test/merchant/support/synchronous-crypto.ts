import {
  createHash,
  createHmac,
  KeyObject,
  sign,
  timingSafeEqual,
  verify,
  type webcrypto,
} from 'node:crypto'

type ImportKey = (
  format: 'raw',
  data: ArrayBuffer,
  algorithm: webcrypto.HmacImportParams,
  isExtractable: boolean,
  usages: webcrypto.KeyUsage[],
) => Promise<webcrypto.CryptoKey>
type Bytes = ArrayBuffer | NodeJS.ArrayBufferView

/**
 * Has the Web Crypto API do its work in this thread. Its own threads answer in any order, and a
 * seed would not repeat what it has once led to.
 */
export function useSynchronousCrypto(): void {
  const importKey: ImportKey = crypto.subtle.importKey.bind(crypto.subtle)
  Object.assign(Object.getPrototypeOf(crypto.subtle), {
    // What signs here has to be taken out of the keys.
    importKey: (...[format, data, algorithm, , usages]: Parameters<ImportKey>) =>
      importKey(format, data, algorithm, true, usages),
    digest: async (algorithm: string | { readonly name: string }, data: Bytes) =>
      bufferOf(
        createHash(nodeHash(nameOf(algorithm)))
          .update(bytesOf(data))
          .digest(),
      ),
    sign: async (_algorithm: unknown, key: webcrypto.CryptoKey, data: Bytes) =>
      bufferOf(signed(key, bytesOf(data))),
    verify: async (_algorithm: unknown, key: webcrypto.CryptoKey, given: Bytes, data: Bytes) =>
      isSigned(key, bytesOf(given), bytesOf(data)),
  })
}

function signed(key: webcrypto.CryptoKey, data: Uint8Array): Buffer {
  const object = KeyObject.from(key)
  const hash = hashOf(key)
  return isMac(key) ? createHmac(hash, object).update(data).digest() : sign(hash, data, object)
}

function isSigned(key: webcrypto.CryptoKey, given: Uint8Array, data: Uint8Array): boolean {
  const object = KeyObject.from(key)
  const hash = hashOf(key)
  if (!isMac(key)) return verify(hash, data, object, given)
  const right = createHmac(hash, object).update(data).digest()
  return right.length === given.length && timingSafeEqual(right, given)
}

function isMac({ algorithm }: webcrypto.CryptoKey): boolean {
  return algorithm.name === 'HMAC'
}

function hashOf({ algorithm }: webcrypto.CryptoKey): string {
  const { hash } = algorithm as { readonly hash?: { readonly name: string } }
  return nodeHash(hash?.name ?? 'SHA-256')
}

function nodeHash(name: string): string {
  return name.replace('-', '').toLowerCase()
}

function nameOf(algorithm: string | { readonly name: string }): string {
  return typeof algorithm === 'string' ? algorithm : algorithm.name
}

function bytesOf(data: Bytes): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data)
}

function bufferOf(bytes: Buffer): ArrayBuffer {
  return Uint8Array.from(bytes).buffer
}
