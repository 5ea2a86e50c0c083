import type { OrderImage } from '@kvitt/domain'
import { JPG } from 'image-size/types/jpg'
import { PNG } from 'image-size/types/png'

/** 2 MB, read as generously as it can be. */
const FILE_BYTES_MAX = 2 * 1024 * 1024
const HEIGHT_PIXELS_MIN = 167

const READERS = [
  { contentType: 'image/png', reader: PNG },
  { contentType: 'image/jpeg', reader: JPG },
] as const

export interface ReadImage extends Pick<
  OrderImage,
  'contentType' | 'widthPixels' | 'heightPixels' | 'bytes'
> {
  /** The file in base64 without white space. */
  readonly file: string
}

/** Why a text is no image that the app can show; clients look for the words height and size. */
export interface UnfitImage {
  readonly reason: string
  /** Whether the reason itself belongs where clients look. */
  readonly named: boolean
}

/**
 * Reads the text of an upload as an image.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/order-management-api/
 */
export function readImage(base64: string): ReadImage | UnfitImage {
  const file = base64.replace(/\s+/g, '')
  if (file.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(file)) {
    return { reason: 'The field Src is not a valid base64 string.', named: false }
  }
  // Copied, because the readers look past the end of a short file into whatever memory is there.
  const bytes = new Uint8Array(Buffer.from(file, 'base64'))
  const found = READERS.find(({ reader }) => succeeds(() => reader.validate(bytes)))
  if (!found) return { reason: 'The field Src must be a PNG or JPEG image.', named: false }
  if (bytes.length > FILE_BYTES_MAX) {
    const reason = `The image size is ${bytes.length} bytes, above the maximum of 2 MB.`
    return { reason, named: true }
  }
  const measured = succeeds(() => found.reader.calculate(bytes))
  // Beyond the end of a file the readers find zeros.
  if (!measured || measured.width < 1 || measured.height < 1) {
    return { reason: 'The field Src is not a complete image.', named: false }
  }
  const { width, height } = measured
  if (height < HEIGHT_PIXELS_MIN) {
    const reason = `The image height is ${height} px, below the minimum height of ${HEIGHT_PIXELS_MIN} px.`
    return { reason, named: true }
  }
  const { contentType } = found
  return { contentType, widthPixels: width, heightPixels: height, bytes: bytes.length, file }
}

/** The readers throw on a file that breaks off. */
function succeeds<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
