import type { ErrorTexts } from './error-texts.ts'

const TRY_AGAIN = 'Det gikk ikke akkurat nå. Prøv igjen om et øyeblikk.'
const OUR_FAULT =
  'Vi fikk ikke startet betalingen, og du er ikke belastet. Feilen er vår: velg en annen måte å ' +
  'betale på, eller kontakt oss.'
const NOT_CHANGED =
  'Vi fikk ikke gjort denne endringen i betalingen din. Vi ser på saken; du trenger ikke gjøre noe.'
const CHECKING =
  'Vi har ikke fått svar ennå. Ikke betal på nytt: vi undersøker, og viser deg resultatet.'
const CHOOSE_ANOTHER = 'Du kan ikke betale på denne måten her. Velg en annen måte å betale på.'
const START_AGAIN = 'Denne betalingen kan ikke brukes lenger. Start en ny.'

/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/ */
export const NORWEGIAN: ErrorTexts = {
  internalError: {
    customer: CHECKING,
    employee:
      'Vipps MobilePay hadde en feil hos seg, eller tok imot noe de skulle ha avvist. Les betalingen på ' +
      'nytt før noe annet gjøres. Varer det, kontakt deres kundeservice med sporings-ID-en.',
  },
  captureKeyReused: {
    customer: NOT_CHANGED,
    employee:
      'Denne idempotensnøkkelen er brukt for en annen belastning av betalingen. Les betalingen, og ' +
      'bruk en ny nøkkel hvis noe fortsatt skal belastes.',
  },
  keyReused: {
    customer: TRY_AGAIN,
    employee:
      'Denne idempotensnøkkelen er brukt til noe annet. Les betalingen, og bruk en ny nøkkel hvis dette ' +
      'ikke er gjort.',
  },
  invalidAmount: {
    customer: OUR_FAULT,
    employee:
      'Beløpet er ikke riktig: hele øre eller cent, over null, høyst 650 000,00, og i betalingens ' +
      'valuta. Rett det og bruk en ny idempotensnøkkel.',
  },
  invalidCustomerToken: {
    customer: 'Innsjekkingen din er utløpt. Skann koden en gang til.',
    employee:
      'Innsjekkingen er eldre enn 15 minutter eller allerede brukt. La kunden skanne en gang til.',
  },
  invalidPersonalQr: {
    customer: 'Vi kunne ikke lese koden din. Vis den en gang til.',
    employee: 'Det som ble skannet, er ikke hele den personlige QR-koden. Skann den en gang til.',
  },
  invalidPhoneNumber: {
    customer: 'Sjekk telefonnummeret: det må begynne med landkoden.',
    employee:
      'Telefonnummeret må være landkode og nummer, bare sifre: 4712345678. Rett det og opprett ' +
      'betalingen på nytt.',
  },
  invalidScope: {
    customer: OUR_FAULT,
    employee: 'Butikken ber om personopplysninger som ikke finnes. Si fra til utviklerne.',
  },
  invalidUrl: {
    customer: OUR_FAULT,
    employee:
      'En adresse i forespørselen er verken https:// eller en apps egen. Si fra til utviklerne.',
  },
  tooMuchMetadata: {
    customer: OUR_FAULT,
    employee: 'En betaling tar høyst 5 metadatapar. Si fra til utviklerne.',
  },
  metadataRepeatsName: {
    customer: OUR_FAULT,
    employee: 'Et metadatanavn står der to ganger. Si fra til utviklerne.',
  },
  metadataKeyTooLong: {
    customer: OUR_FAULT,
    employee: 'Et metadatanavn har mer enn 100 tegn. Si fra til utviklerne.',
  },
  metadataValueTooLong: {
    customer: OUR_FAULT,
    employee: 'En metadataverdi har mer enn 500 tegn. Si fra til utviklerne.',
  },
  missingParameter: {
    customer: OUR_FAULT,
    employee: 'Forespørselen mangler noe som denne typen betaling må ha. Si fra til utviklerne.',
  },
  referenceExists: {
    customer: TRY_AGAIN,
    employee:
      'Det finnes allerede en betaling med denne referansen. Les den: det kan være nettopp denne ' +
      'ordren. Et nytt forsøk må ha sin egen referanse.',
  },
  refundKeyReused: {
    customer: NOT_CHANGED,
    employee:
      'Denne idempotensnøkkelen er brukt for en annen refusjon av betalingen. Les betalingen, og bruk ' +
      'en ny nøkkel hvis noe fortsatt skal refunderes.',
  },
  invalidPaymentMethodType: {
    customer: OUR_FAULT,
    employee: 'Betalingsmetoden passer ikke til denne betalingsmåten. Si fra til utviklerne.',
  },
  blockingNotApplicable: {
    customer: OUR_FAULT,
    employee:
      'Firmakort kan bare stenges ute av danske og finske salgssteder, og bare i appen. Endre ' +
      'innstillingene i butikken.',
  },
  expressNotAllowed: {
    customer: OUR_FAULT,
    employee: 'Salgsstedet har ikke Express. Bestill det i portalen, eller slå det av i butikken.',
  },
  illegalScope: {
    customer: OUR_FAULT,
    employee:
      'Salgsstedet har ikke lov til å be om alle disse personopplysningene. Få det godkjent, eller be ' +
      'om mindre.',
  },
  invalidCurrency: {
    customer: OUR_FAULT,
    employee:
      'Salgsstedet tar én valuta: NOK i Norge, DKK i Danmark, EUR i Finland. Bruk salgsstedet for riktig ' +
      'marked.',
  },
  longLivingNotAllowed: {
    customer: OUR_FAULT,
    employee: 'Salgsstedet er ikke godkjent for betalinger med egen utløpstid. Bestill det først.',
  },
  bankAccountNotVerified: {
    customer: OUR_FAULT,
    employee: 'Bankkontoen til salgsstedet er ikke bekreftet. Gjør det i portalen.',
  },
  salesUnitDeactivated: {
    customer: CHOOSE_ANOTHER,
    employee:
      'Salgsstedet kan ikke ta imot betalinger: det er deaktivert eller ikke satt opp. Et salgssted som ' +
      'ikke er brukt på lenge, kan bli deaktivert, særlig i test. Skjul betalingsmåten; kundeservice hos ' +
      'Vipps MobilePay aktiverer det igjen.',
  },
  pushNotAllowed: {
    customer: OUR_FAULT,
    employee:
      'Salgsstedet kan ikke sende betalinger rett til en telefon. Få det godkjent, eller bruk ' +
      'betalingssiden.',
  },
  referenceNotFound: {
    customer: 'Vi finner ikke denne betalingen. Kontakt oss.',
    employee:
      'Ingen betaling har denne referansen hos dette salgsstedet. Sjekk referansen, også store og små ' +
      'bokstaver, salgsstedsnummeret (MSN), og om det er test eller produksjon.',
  },
  refundNotPossible: {
    customer: NOT_CHANGED,
    employee:
      'Salgsstedet kan ikke refundere slik det er satt opp nå. Kontakt Vipps MobilePay, eller betal ' +
      'kunden tilbake på en annen måte.',
  },
  amountTooSmall: {
    customer: 'Beløpet er for lite til å betales på denne måten. Velg en annen måte å betale på.',
    employee: 'De minste beløpene er NOK 1,00, DKK 0,01 og EUR 0,01.',
  },
  refundBeforeCapture: {
    customer: NOT_CHANGED,
    employee: 'Ingenting er belastet, så ingenting kan refunderes. Kanseller betalingen i stedet.',
  },
  cancelPeriodExpired: {
    customer: NOT_CHANGED,
    employee: 'Fristen for å kansellere er ute, og reservasjonen er frigitt. Ingenting å gjøre.',
  },
  cannotCancelCaptured: {
    customer: NOT_CHANGED,
    employee: 'Alt er belastet. Refunder det i stedet.',
  },
  cannotCancelUnreserved: {
    customer: NOT_CHANGED,
    employee: 'Ingenting er reservert, så det er ingenting å kansellere. Les betalingen.',
  },
  cannotCancelAuthorized: {
    customer: NOT_CHANGED,
    employee:
      'Kunden har godkjent i mellomtiden, og reservasjonen skulle da beholdes. Belast den, eller ' +
      'kanseller alt.',
  },
  cannotCaptureCancelled: {
    customer: START_AGAIN,
    employee: 'Betalingen er kansellert. Er varene fortsatt ønsket, be om en ny betaling.',
  },
  captureBeforeReservation: {
    customer: 'Betalingen er ikke godkjent ennå. Godkjenn den i appen.',
    employee: 'Kunden har ikke godkjent ennå. Ikke send varen; vent på godkjenningen.',
  },
  captureExceedsReserved: {
    customer: NOT_CHANGED,
    employee:
      'Dette er mer enn det som er igjen av reservasjonen. Belast det som er igjen, og be om en ny ' +
      'betaling for resten.',
  },
  capturePeriodExpired: {
    customer: START_AGAIN,
    employee: 'Fristen for å belaste er ute, og reservasjonen er frigitt. Be om en ny betaling.',
  },
  expiresTooLate: {
    customer: OUR_FAULT,
    employee: 'Betalingen må utløpe om mindre enn 60 dager. Velg et tidligere tidspunkt.',
  },
  expiresTooSoon: {
    customer: OUR_FAULT,
    employee: 'Betalingen må utløpe om mer enn 10 minutter. Velg et senere tidspunkt.',
  },
  longLivingNeedsReceipt: {
    customer: OUR_FAULT,
    employee: 'En betaling med egen utløpstid må ha en kvittering. Si fra til utviklerne.',
  },
  mustCaptureFullAmount: {
    customer: NOT_CHANGED,
    employee: 'Salgsstedet kan ikke belaste i deler. Belast alt, og refunder det som er for mye.',
  },
  refundExceedsCaptured: {
    customer: NOT_CHANGED,
    employee: 'Dette er mer enn det som er belastet og ikke refundert. Refunder det som er igjen.',
  },
  orderProcessing: {
    customer: TRY_AGAIN,
    employee: 'Noe annet gjøres med denne betalingen. Prøv det samme igjen om et øyeblikk.',
  },
  alreadyCaptured: {
    customer: NOT_CHANGED,
    employee: 'Alt er allerede belastet. Les betalingen for å se når.',
  },
  alreadyRefunded: {
    customer: 'Denne betalingen er allerede refundert.',
    employee:
      'Alt er allerede refundert. Det tar 2 til 3 bankdager før pengene er framme, høyst 10.',
  },
  cannotBeCancelled: {
    customer: NOT_CHANGED,
    employee: 'Betalingen er avsluttet, så det er ingenting å kansellere. Les betalingen.',
  },
  cannotBeCaptured: {
    customer: START_AGAIN,
    employee: 'Betalingen ble avbrutt eller er utløpt. Ikke send varen; be om en ny betaling.',
  },
  cannotBeRefunded: {
    customer: NOT_CHANGED,
    employee: 'Betalingen endte uten belastning, så det er ingenting å refundere.',
  },
  refundPeriodExpired: {
    customer: 'Betalingen er for gammel til å refunderes på denne måten. Vi kontakter deg.',
    employee:
      'Det er gått mer enn 365 dager. Betal kunden tilbake på en annen måte, og noter det her.',
  },
  alreadyReserved: {
    customer: 'Du har allerede godkjent denne betalingen.',
    employee: 'Betalingen er allerede godkjent. Les den og gå videre.',
  },
  cannotCancelProcessing: {
    customer: TRY_AGAIN,
    employee: 'Kunden holder på å godkjenne akkurat nå. Prøv det samme igjen om et minutt.',
  },
  fundsUnavailable: {
    customer: 'Vi fikk ikke trukket betalingen. Vi kontakter deg om det.',
    employee:
      'Banken har frigitt reservasjonen. Ikke send varen. Prøv det samme igjen senere, eller kontakt ' +
      'kunden.',
  },
  captureFailed: {
    customer: NOT_CHANGED,
    employee:
      'Belastningen mislyktes foreløpig. Ikke send varen ennå; prøv det samme igjen om en stund.',
  },
  customerNotFound: {
    customer: CHOOSE_ANOTHER,
    employee:
      'Denne kunden kan ikke få denne betalingen. Årsaken oppgis ikke, og trenger ikke være nummeret: ' +
      'tilby en annen måte å betale på.',
  },
  approveFailed: {
    customer: TRY_AGAIN,
    employee: 'Bare i test: betalingen venter ikke på godkjenning. Les den.',
  },
  approveNotAllowed: {
    customer: TRY_AGAIN,
    employee: 'Betalinger kan bare tvangsgodkjennes i testmiljøet.',
  },
  identificationRequired: {
    customer: TRY_AGAIN,
    employee: 'Bare i test: testkunden må godkjenne én betaling for hånd først.',
  },
  invalidPaymentSource: {
    customer: TRY_AGAIN,
    employee: 'Bare i test: testkunden har ikke noe denne betalingen kan betales med.',
  },
  noCards: {
    customer: TRY_AGAIN,
    employee: 'Bare i test: testkunden har ikke noe kort. Legg til et i appen.',
  },
  cardNotAllowed: {
    customer: CHOOSE_ANOTHER,
    employee: 'Salgsstedet er ikke godkjent for kortbetaling uten appen. Bestill det først.',
  },
  operationNotSupported: {
    customer: TRY_AGAIN,
    employee: 'Bare i test: en betaling med Express må godkjennes for hånd.',
  },
  paymentLimitExceeded: {
    customer:
      'Dette er mer enn det som kan betales på denne måten. Velg en annen måte å betale på.',
    employee: 'Bare i test: beløpet er over testkundens grense.',
  },
  invalidInput: {
    customer: OUR_FAULT,
    employee:
      'Butikken laget en forespørsel som ikke kan være riktig, og sendte den ikke. Si fra til utviklerne.',
  },
  invalidRequest: {
    customer: OUR_FAULT,
    employee:
      'Vipps MobilePay forstod ikke forespørselen. Si fra til utviklerne: loggen nevner hvert felt.',
  },
  invalidCredentials: {
    customer: CHOOSE_ANOTHER,
    employee:
      'Klient-id, klienthemmelighet og abonnementsnøkkel ble ikke godtatt. Sjekk at alle tre hører til ' +
      'samme salgssted, og til test eller produksjon slik adressen gjør.',
  },
  unauthorized: {
    customer: CHOOSE_ANOTHER,
    employee:
      'Tilgangstokenet eller abonnementsnøkkelen ble ikke godtatt. Sjekk at alle nøkler hører til samme ' +
      'salgssted og miljø, og at ingen er byttet ut i portalen.',
  },
  forbidden: {
    customer: CHOOSE_ANOTHER,
    employee:
      'Nøklene er riktige, men har ikke tilgang. Sjekk salgsstedsnummeret (MSN), at salgsstedet har dette ' +
      'produktet, og, med nøkler fra en partner, at det er knyttet til partneren.',
  },
  notFound: {
    customer: 'Vi finner ikke dette. Kontakt oss.',
    employee: 'Det finnes ikke. Sjekk hva det ble spurt om, adressen, og salgsstedet.',
  },
  conflict: {
    customer: NOT_CHANGED,
    employee: 'Det finnes allerede, eller er endret i mellomtiden. Les det før du går videre.',
  },
  rateLimited: {
    customer: TRY_AGAIN,
    employee:
      'For mange kall for denne betalingen på ett minutt. Vent et minutt og prøv det samme igjen.',
  },
  timeout: {
    customer: CHECKING,
    employee:
      'Det kom ikke svar i tide, så det kan være gjort. Les betalingen før noe annet gjøres.',
  },
  networkError: {
    customer: CHECKING,
    employee:
      'Forbindelsen sviktet, så det kan være gjort. Les betalingen før noe annet gjøres. Varer det, ' +
      'sjekk nettverket og statussiden.',
  },
  aborted: {
    customer: CHECKING,
    employee: 'Kallet ble avbrutt, og kan være gjort. Les betalingen før noe annet gjøres.',
  },
  unexpectedAnswer: {
    customer: CHECKING,
    employee:
      'Svaret kunne ikke forstås, så det kan være gjort. Les betalingen; varer det, si fra til utviklerne.',
  },
  unknownProblem: {
    customer: CHECKING,
    employee:
      'Vipps MobilePay oppga en grunn som denne versjonen ikke kjenner. Les betalingen, og slå opp ' +
      'nummeret i deres feilliste.',
  },
}
