import type { Ore } from './money.ts'

export interface Product {
  readonly id: string
  readonly name: string
  readonly tagline: string
  readonly text: string
  /** What one costs, value added tax included. */
  readonly price: Ore
  /** A parcel is paid when it is shipped, a file when it is ordered. */
  readonly delivery: 'parcel' | 'download'
}

export const CATALOGUE: readonly Product[] = [
  {
    id: 'socks',
    name: 'Wool socks',
    tagline: 'Knitted, ribbed, forgiving',
    text: 'Two threads of Norwegian wool. They dry by the stove overnight and are warm when they are not.',
    price: 24_900,
    delivery: 'parcel',
  },
  {
    id: 'mug',
    name: 'Enamel mug',
    tagline: 'Four decilitres of steel',
    text: 'Stands on the fire, hangs on the rucksack, and only gets better with every dent.',
    price: 18_900,
    delivery: 'parcel',
  },
  {
    id: 'lantern',
    name: 'Storm lantern',
    tagline: 'Forty hours of light',
    text: 'Galvanised, with a wick that can be turned down. For the window when somebody is late.',
    price: 44_900,
    delivery: 'parcel',
  },
  {
    id: 'blanket',
    name: 'Wool blanket',
    tagline: 'For two, or one and a dog',
    text: 'Woven in one piece, 130 by 200 centimetres. Moss and snow on one side, night on the other.',
    price: 119_000,
    delivery: 'parcel',
  },
  {
    id: 'map',
    name: 'Rondane trail map',
    tagline: 'A picture file for your phone',
    text: 'Eleven huts and the paths between them, to look at where there is no network. Yours at once.',
    price: 7_900,
    delivery: 'download',
  },
  {
    id: 'cookbook',
    name: 'One-pot cookbook',
    tagline: 'Thirty dinners, one pan',
    text: 'What the cupboard of a cabin has, and what becomes of it. A text file; yours at once.',
    price: 12_900,
    delivery: 'download',
  },
]

/** What a parcel costs, however much is in it. */
export const SHIPPING: Ore = 5_900

/** What customers of Express choose from in the app. */
export const EXPRESS_DELIVERIES = [
  {
    brand: 'POSTEN',
    type: 'MAILBOX',
    isDefault: true,
    options: [option('mailbox', 'To your mailbox', SHIPPING)],
  },
  {
    brand: 'POSTEN',
    type: 'HOME_DELIVERY',
    options: [option('door', 'To your door, in the evening', 14_900)],
  },
] as const

function option(id: string, name: string, value: Ore): object {
  return { id, name, amount: { currency: 'NOK', value } }
}

/** Norwegian value added tax, in per cent; it is part of every price. */
export const TAX_PERCENT = 25

const BY_ID = new Map(CATALOGUE.map((product) => [product.id, product]))

export function productOf(id: string): Product | undefined {
  return BY_ID.get(id)
}
