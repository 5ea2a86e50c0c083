import jsqr from 'jsqr'
import { PNG } from 'pngjs'

/** A picture in grey, as a camera sees it. */
interface Picture {
  readonly width: number
  readonly height: number
  /** Whether the pixel is dark. */
  isDark(x: number, y: number): boolean
}

/** The width and height of a PNG in pixels. */
export function sizeOfPng(bytes: Uint8Array): readonly [width: number, height: number] {
  const { width, height } = PNG.sync.read(Buffer.from(bytes))
  return [width, height]
}

/** What a camera reads in a PNG; undefined when there is no QR code in it. */
export function readPng(bytes: Uint8Array): string | undefined {
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes))
  return read(new Uint8ClampedArray(data), width, height)
}

/** What a camera reads in an SVG that draws its rows as horizontal strokes of one module. */
export function readSvg(svg: string): string | undefined {
  const picture = pictureOf(svg)
  const [width, height] = [picture.width * SVG_SCALE, picture.height * SVG_SCALE]
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isDark = picture.isDark(Math.floor(x / SVG_SCALE), Math.floor(y / SVG_SCALE))
      const grey = isDark ? 0 : 255
      data.set([grey, grey, grey, 255], (y * width + x) * 4)
    }
  }
  return read(data, width, height)
}

/** How many pixels a module of an SVG is drawn with. */
const SVG_SCALE = 4

function pictureOf(svg: string): Picture {
  const [, width = '', height = ''] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []
  const [, strokes = ''] = /stroke="#000000" d="([^"]+)"/.exec(svg) ?? []
  const dark = new Set<string>()
  let [x, y] = [0, 0]
  for (const [, command, first = '', second = ''] of strokes.matchAll(
    /([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?/g,
  )) {
    if (command === 'M') [x, y] = [Number(first), Math.floor(Number(second))]
    if (command === 'm') [x, y] = [x + Number(first), y + Number(second)]
    if (command !== 'h') continue
    for (let step = 0; step < Number(first); step += 1) dark.add(`${x + step} ${y}`)
    x += Number(first)
  }
  return {
    width: Number(width),
    height: Number(height),
    isDark: (column, row) => dark.has(`${column} ${row}`),
  }
}

function read(data: Uint8ClampedArray, width: number, height: number): string | undefined {
  return jsqr.default(data, width, height)?.data
}
