import type { Product } from './catalogue.ts'
import { PICTURES } from './pages/pictures.ts'

export interface DownloadedFile {
  readonly name: string
  readonly contentType: string
  readonly content: string
}

const COOKBOOK = `ONE-POT COOKBOOK

1. Lapskaus
   Potatoes, carrots, whatever is left of the roast. An hour, and nobody is hungry.

2. Trout in butter
   Catch a trout. Butter, salt, a lid, eight minutes. Eat it out of the pan.

3. Cocoa for a snowstorm
   Milk, dark chocolate, a pinch of salt. Stir until the weather is better.
`

/** What is handed over for a product that is downloaded. */
export function fileOf({ id }: Product): DownloadedFile | undefined {
  if (id === 'map') {
    return { name: 'rondane.svg', contentType: 'image/svg+xml', content: PICTURES['map'] ?? '' }
  }
  if (id === 'cookbook') {
    const contentType = 'text/plain; charset=utf-8'
    return { name: 'one-pot-cookbook.txt', contentType, content: COOKBOOK }
  }
  return undefined
}
