import QRCode from 'qrcode'

/** The least correction: a screen does not get dirty, and a coarse code is read from further away. */
const ERROR_CORRECTION = { errorCorrectionLevel: 'L' } as const

/** Draws text as a QR code in vectors, with a white border as wide as so many modules. */
export async function drawSvg(text: string, whiteBorder: number): Promise<string> {
  return QRCode.toString(text, { type: 'svg', ...ERROR_CORRECTION, margin: whiteBorder })
}

/**
 * Draws text as a QR code in pixels. Every module is a whole number of them, so that small codes
 * stay readable; what is left over widens the border.
 *
 * @param whiteBorder in modules; narrower where the image would have no room for the code
 * @returns `sizePx` wide and high, or just large enough where the text needs more
 */
export async function drawPng(
  text: string,
  sizePx: number,
  whiteBorder: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const { size: modules } = QRCode.create(text, ERROR_CORRECTION).modules
  const moduleSizePx = Math.max(1, Math.floor(sizePx / (modules + 2 * whiteBorder)))
  const margin = Math.max(0, (sizePx / moduleSizePx - modules) / 2)
  const width = Math.max(sizePx, modules)
  return new Uint8Array(
    await QRCode.toBuffer(text, { type: 'png', ...ERROR_CORRECTION, width, margin }),
  )
}
