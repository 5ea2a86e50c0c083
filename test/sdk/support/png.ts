import { PNG } from 'pngjs'

/** A white square as a PNG file in base64. */
export function pngOf(pixels: number): string {
  const image = new PNG({ width: pixels, height: pixels })
  image.data.fill(255)
  return PNG.sync.write(image).toString('base64')
}
