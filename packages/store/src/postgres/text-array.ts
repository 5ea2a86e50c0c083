const TEXT_OID = 25
const HEADER_BYTES = 20

/**
 * Texts as a `text[]` parameter in PostgreSQL's binary form: the driver's own form of an array is
 * one text that escapes every quote of every JSON document, and the server undoes it again.
 */
export function textArray(texts: readonly string[]): Buffer {
  let bytes = HEADER_BYTES
  for (const text of texts) bytes += 4 + Buffer.byteLength(text)
  const buffer = Buffer.allocUnsafe(bytes)
  buffer.writeInt32BE(1, 0) // dimensions
  buffer.writeInt32BE(0, 4) // nulls
  buffer.writeInt32BE(TEXT_OID, 8)
  buffer.writeInt32BE(texts.length, 12)
  buffer.writeInt32BE(1, 16) // lower bound
  let offset = HEADER_BYTES
  for (const text of texts) {
    const length = buffer.write(text, offset + 4)
    buffer.writeInt32BE(length, offset)
    offset += 4 + length
  }
  return buffer
}
