export type ReturnResult =
  | 'pending'
  | 'authorized'
  | 'paid'
  | 'partlyPaid'
  | 'refused'
  | 'aborted'
  | 'expired'
  | 'terminated'
  | 'cancelled'
  | 'refunded'

interface ReturnText {
  readonly title: string
  readonly text: string
}

interface ReturnTexts extends Record<ReturnResult, ReturnText> {
  readonly order: string
  readonly back: string
  readonly unknown: ReturnText
  /** Where this server cannot look at the moment. */
  readonly unanswered: ReturnText
}

const en: ReturnTexts = {
  authorized: {
    title: 'Thank you',
    text: 'Your payment is approved, and charged when your order is delivered.',
  },
  paid: { title: 'Thank you', text: 'Your payment is approved and charged.' },
  partlyPaid: {
    title: 'Thank you',
    text: 'Your payment is approved. Part of it is charged, and the rest when it is delivered.',
  },
  pending: {
    title: 'One moment',
    text:
      'We are waiting to hear whether your payment is approved. If a card does not work, the ' +
      'app says why. This page updates by itself.',
  },
  refused: { title: 'Not paid', text: 'The payment could not be started, and nothing is charged.' },
  aborted: {
    title: 'Not paid',
    text:
      'The payment was stopped before it was approved, and nothing is charged. If your card ' +
      'did not work, look in the app, or try again with another one.',
  },
  expired: {
    title: 'Not paid',
    text:
      'The payment was not approved in time, and nothing is charged. If your card did not ' +
      'work, look in the app, or try again with another one.',
  },
  terminated: {
    title: 'Not paid',
    text: 'The shop ended the payment before it was approved, and nothing is charged.',
  },
  cancelled: {
    title: 'Not charged',
    text: 'The payment is cancelled. It can take some days before your bank shows it.',
  },
  refunded: {
    title: 'Refunded',
    text: 'You get the money back, usually within two to three bank days. It can take up to ten.',
  },
  unknown: { title: 'Not found', text: 'This link leads to no payment. Go back to the shop.' },
  unanswered: {
    title: 'One moment',
    text:
      'The shop cannot tell right now what became of your payment. What you have approved is not ' +
      'lost, so do not pay again. The app shows the payment too. This page updates by itself.',
  },
  order: 'Order',
  back: 'Go on to the shop',
}

const nb: ReturnTexts = {
  authorized: { title: 'Takk', text: 'Betalingen er godkjent, og trekkes når ordren leveres.' },
  paid: { title: 'Takk', text: 'Betalingen er godkjent og trukket.' },
  partlyPaid: {
    title: 'Takk',
    text: 'Betalingen er godkjent. En del er trukket, og resten trekkes når den leveres.',
  },
  pending: {
    title: 'Et øyeblikk',
    text:
      'Vi venter på svar på om betalingen er godkjent. Hvis et kort ikke virker, står det i ' +
      'appen hvorfor. Siden oppdaterer seg selv.',
  },
  refused: {
    title: 'Ikke betalt',
    text: 'Betalingen kunne ikke startes, og ingenting er trukket.',
  },
  aborted: {
    title: 'Ikke betalt',
    text:
      'Betalingen ble stoppet før den ble godkjent, og ingenting er trukket. Hvis kortet ikke ' +
      'virket, se i appen, eller prøv igjen med et annet.',
  },
  expired: {
    title: 'Ikke betalt',
    text:
      'Betalingen ble ikke godkjent i tide, og ingenting er trukket. Hvis kortet ikke virket, ' +
      'se i appen, eller prøv igjen med et annet.',
  },
  terminated: {
    title: 'Ikke betalt',
    text: 'Butikken avsluttet betalingen før den ble godkjent, og ingenting er trukket.',
  },
  cancelled: {
    title: 'Ikke belastet',
    text: 'Betalingen er kansellert. Det kan ta noen dager før banken viser det.',
  },
  refunded: {
    title: 'Refundert',
    text: 'Du får pengene tilbake, vanligvis innen to til tre bankdager. Det kan ta opptil ti.',
  },
  unknown: {
    title: 'Ikke funnet',
    text: 'Lenken fører ikke til noen betaling. Gå tilbake til butikken.',
  },
  unanswered: {
    title: 'Et øyeblikk',
    text:
      'Butikken kan ikke si akkurat nå hvordan det gikk med betalingen. Det du har godkjent, er ' +
      'ikke tapt, så ikke betal på nytt. Appen viser også betalingen. Siden oppdaterer seg selv.',
  },
  order: 'Ordre',
  back: 'Videre til butikken',
}

const da: ReturnTexts = {
  authorized: { title: 'Tak', text: 'Betalingen er godkendt, og trækkes, når ordren leveres.' },
  paid: { title: 'Tak', text: 'Betalingen er godkendt og trukket.' },
  partlyPaid: {
    title: 'Tak',
    text: 'Betalingen er godkendt. En del er trukket, og resten trækkes, når den leveres.',
  },
  pending: {
    title: 'Et øjeblik',
    text:
      'Vi venter på svar på, om betalingen er godkendt. Hvis et kort ikke virker, står der i ' +
      'appen hvorfor. Siden opdaterer sig selv.',
  },
  refused: {
    title: 'Ikke betalt',
    text: 'Betalingen kunne ikke startes, og der er ikke trukket penge.',
  },
  aborted: {
    title: 'Ikke betalt',
    text:
      'Betalingen blev stoppet, før den blev godkendt, og der er ikke trukket penge. Hvis ' +
      'kortet ikke virkede, så se i appen, eller prøv igen med et andet.',
  },
  expired: {
    title: 'Ikke betalt',
    text:
      'Betalingen blev ikke godkendt i tide, og der er ikke trukket penge. Hvis kortet ikke ' +
      'virkede, så se i appen, eller prøv igen med et andet.',
  },
  terminated: {
    title: 'Ikke betalt',
    text: 'Butikken afsluttede betalingen, før den blev godkendt, og der er ikke trukket penge.',
  },
  cancelled: {
    title: 'Ikke opkrævet',
    text: 'Betalingen er annulleret. Det kan tage nogle dage, før banken viser det.',
  },
  refunded: {
    title: 'Refunderet',
    text: 'Du får pengene tilbage, normalt inden for to til tre bankdage. Det kan tage op til ti.',
  },
  unknown: {
    title: 'Ikke fundet',
    text: 'Linket fører ikke til en betaling. Gå tilbage til butikken.',
  },
  unanswered: {
    title: 'Et øjeblik',
    text:
      'Butikken kan ikke sige lige nu, hvordan det gik med betalingen. Det, du har godkendt, er ' +
      'ikke tabt, så betal ikke igen. Appen viser også betalingen. Siden opdaterer sig selv.',
  },
  order: 'Ordre',
  back: 'Videre til butikken',
}

const fi: ReturnTexts = {
  authorized: {
    title: 'Kiitos',
    text: 'Maksusi on hyväksytty, ja se veloitetaan, kun tilaus toimitetaan.',
  },
  paid: { title: 'Kiitos', text: 'Maksusi on hyväksytty ja veloitettu.' },
  partlyPaid: {
    title: 'Kiitos',
    text: 'Maksusi on hyväksytty. Osa on veloitettu, ja loput veloitetaan, kun ne toimitetaan.',
  },
  pending: {
    title: 'Hetkinen',
    text:
      'Odotamme tietoa maksun hyväksymisestä. Jos kortti ei toimi, sovellus kertoo syyn. Sivu ' +
      'päivittyy itsestään.',
  },
  refused: { title: 'Ei maksettu', text: 'Maksua ei voitu aloittaa, eikä mitään ole veloitettu.' },
  aborted: {
    title: 'Ei maksettu',
    text:
      'Maksu keskeytettiin ennen hyväksymistä, eikä mitään ole veloitettu. Jos kortti ei ' +
      'toiminut, katso syy sovelluksesta tai yritä uudelleen toisella kortilla.',
  },
  expired: {
    title: 'Ei maksettu',
    text:
      'Maksua ei hyväksytty ajoissa, eikä mitään ole veloitettu. Jos kortti ei toiminut, katso ' +
      'syy sovelluksesta tai yritä uudelleen toisella kortilla.',
  },
  terminated: {
    title: 'Ei maksettu',
    text: 'Kauppa perui maksun ennen hyväksymistä, eikä mitään ole veloitettu.',
  },
  cancelled: {
    title: 'Ei veloitettu',
    text: 'Maksu on peruttu. Voi kestää joitakin päiviä, ennen kuin se näkyy pankissasi.',
  },
  refunded: {
    title: 'Palautettu',
    text:
      'Saat rahat takaisin yleensä kahdessa tai kolmessa pankkipäivässä. Siihen voi kulua jopa ' +
      'kymmenen.',
  },
  unknown: { title: 'Ei löytynyt', text: 'Linkki ei johda maksuun. Palaa kauppaan.' },
  unanswered: {
    title: 'Hetkinen',
    text:
      'Kauppa ei juuri nyt pysty kertomaan, miten maksusi kävi. Se, minkä olet hyväksynyt, ei ole ' +
      'kadonnut, joten älä maksa uudelleen. Maksu näkyy myös sovelluksessa. Sivu päivittyy itsestään.',
  },
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
