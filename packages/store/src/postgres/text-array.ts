const TEXT_OID = 25
const HEADER_BYTES = 20
const NUL = 0
/** What stands for the one character that PostgreSQL's text cannot hold: ASCII's "substitute". */
const SUBSTITUTE = 0x1a

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
    withoutNul(buffer.subarray(offset + 4, offset + 4 + length))
    offset += 4 + length
  }
  return buffer
}

/**
 * A text as PostgreSQL takes it. What is stored is JSON, which escapes that character; but who asks
 * for `%00` asks for a key that has it, and a statement that fails fails for all whose keys are in it.
 */
export function storableText(text: string): string {
  return text.replaceAll('\0', String.fromCharCode(SUBSTITUTE))
}

function withoutNul(bytes: Buffer): void {
  for (let at = bytes.indexOf(NUL); at !== -1; at = bytes.indexOf(NUL, at + 1))
    bytes[at] = SUBSTITUTE
}
