export type ReturnResult = 'paid' | 'pending' | 'failed' | 'cancelled' | 'refunded'

interface ReturnText {
  readonly title: string
  readonly text: string
}

interface ReturnTexts extends Record<ReturnResult, ReturnText> {
  readonly order: string
  readonly back: string
  readonly unknown: ReturnText
}

const en: ReturnTexts = {
  paid: { title: 'Thank you', text: 'Your payment is approved.' },
  pending: {
    title: 'One moment',
    text: 'We are waiting to hear whether your payment is approved. This page updates by itself.',
  },
  failed: { title: 'Not paid', text: 'The payment was not approved, and nothing is charged.' },
  cancelled: {
    title: 'Not charged',
    text: 'The payment is cancelled. It can take some days before your bank shows it.',
  },
  refunded: {
    title: 'Refunded',
    text: 'You get the money back. It can take some days before your bank shows it.',
  },
  unknown: { title: 'Not found', text: 'This link leads to no payment. Go back to the shop.' },
  order: 'Order',
  back: 'Go on to the shop',
}

const nb: ReturnTexts = {
  paid: { title: 'Takk', text: 'Betalingen er godkjent.' },
  pending: {
    title: 'Et øyeblikk',
    text: 'Vi venter på svar på om betalingen er godkjent. Siden oppdaterer seg selv.',
  },
  failed: { title: 'Ikke betalt', text: 'Betalingen ble ikke godkjent, og ingenting er trukket.' },
  cancelled: {
    title: 'Ikke belastet',
    text: 'Betalingen er kansellert. Det kan ta noen dager før banken viser det.',
  },
  refunded: {
    title: 'Refundert',
    text: 'Du får pengene tilbake. Det kan ta noen dager før banken viser det.',
  },
  unknown: { title: 'Ikke funnet', text: 'Lenken fører ikke til noen betaling. Gå til butikken.' },
  order: 'Ordre',
  back: 'Videre til butikken',
}

const da: ReturnTexts = {
  paid: { title: 'Tak', text: 'Betalingen er godkendt.' },
  pending: {
    title: 'Et øjeblik',
    text: 'Vi venter på svar på, om betalingen er godkendt. Siden opdaterer sig selv.',
  },
  failed: {
    title: 'Ikke betalt',
    text: 'Betalingen blev ikke godkendt, og der er ikke trukket noget.',
  },
  cancelled: {
    title: 'Ikke opkrævet',
    text: 'Betalingen er annulleret. Det kan tage nogle dage, før banken viser det.',
  },
  refunded: {
    title: 'Refunderet',
    text: 'Du får pengene tilbage. Det kan tage nogle dage, før banken viser det.',
  },
  unknown: { title: 'Ikke fundet', text: 'Linket fører ikke til en betaling. Gå til butikken.' },
  order: 'Ordre',
  back: 'Videre til butikken',
}

const fi: ReturnTexts = {
  paid: { title: 'Kiitos', text: 'Maksusi on hyväksytty.' },
  pending: {
    title: 'Hetkinen',
    text: 'Odotamme tietoa maksun hyväksymisestä. Sivu päivittyy itsestään.',
  },
  failed: { title: 'Ei maksettu', text: 'Maksua ei hyväksytty, eikä mitään veloitettu.' },
  cancelled: {
    title: 'Ei veloitettu',
    text: 'Maksu on peruttu. Voi kestää joitakin päiviä, ennen kuin se näkyy pankissasi.',
  },
  refunded: {
    title: 'Palautettu',
    text: 'Saat rahat takaisin. Voi kestää joitakin päiviä, ennen kuin se näkyy pankissasi.',
  },
  unknown: { title: 'Ei löytynyt', text: 'Linkki ei johda maksuun. Palaa kauppaan.' },
  order: 'Tilaus',
  back: 'Jatka kauppaan',
}

const TEXTS: ReadonlyMap<string, ReturnTexts> = new Map([
  ['en', en],
  ['nb', nb],
  ['no', nb],
  ['nn', nb],
  ['da', da],
  ['fi', fi],
])

/** The texts in the first language of a browser that there are texts in; else in English. */
export function returnTexts(acceptLanguage: string | undefined): {
  readonly language: string
  readonly texts: ReturnTexts
} {
  for (const range of (acceptLanguage ?? '').split(',').slice(0, 20)) {
    const language = range.trim().slice(0, 2).toLowerCase()
    const texts = TEXTS.get(language)
    if (texts) return { language, texts }
  }
  return { language: 'en', texts: en }
}
