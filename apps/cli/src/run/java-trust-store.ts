import { createHash, X509Certificate } from 'node:crypto'

/** The password of every trust store a JDK ships with; it keeps nothing secret. */
export const JAVA_TRUST_STORE_PASSWORD = 'changeit'

const MAGIC = 0xfeedfeed
const VERSION = 2
const TRUSTED_CERTIFICATE_TAG = 2
/** The JDK's own constant: it makes the digest differ from a plain SHA-1 of the content. */
const DIGEST_WHITENER = 'Mighty Aphrodite'

/**
 * Encodes PEM `certificates` as a Java trust store of type `JKS`.
 *
 * Written here, and not by `keytool`, because the format is a few fixed fields and starting a JVM
 * would cost every run of every client half a second. PKCS #12, the newer default, needs
 * encodings of its own for trusted certificates; every Java release still reads this one.
 *
 * @see https://github.com/openjdk/jdk/blob/master/src/java.base/share/classes/sun/security/provider/JavaKeyStore.java
 */
export function encodeJavaTrustStore(certificates: readonly string[], now: Date): Buffer {
  const entries = certificates.map((pem, index) =>
    Buffer.concat([
      encodeUint32(TRUSTED_CERTIFICATE_TAG),
      encodeText(`kvitt-run-${index}`),
      encodeUint64(BigInt(now.getTime())),
      encodeText('X.509'),
      encodeBytes(new X509Certificate(pem).raw),
    ]),
  )
  const header = [encodeUint32(MAGIC), encodeUint32(VERSION), encodeUint32(entries.length)]
  const content = Buffer.concat([...header, ...entries])
  const digest = createHash('sha1')
    .update(Buffer.from(JAVA_TRUST_STORE_PASSWORD, 'utf16le').swap16())
    .update(DIGEST_WHITENER, 'ascii')
    .update(content)
    .digest()
  return Buffer.concat([content, digest])
}

function encodeText(text: string): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(text.length)
  return Buffer.concat([length, Buffer.from(text, 'ascii')])
}

function encodeBytes(bytes: Buffer): Buffer {
  return Buffer.concat([encodeUint32(bytes.length), bytes])
}

function encodeUint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function encodeUint64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(value)
  return bytes
}
