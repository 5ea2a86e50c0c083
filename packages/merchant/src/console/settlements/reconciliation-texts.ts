import type { ConsoleText, ReconciliationKind } from '@kvitt/contract'

/** What each kind of deviation means, and what staff do about it. */
export const RECONCILIATION_TEXTS = {
  noOrder: {
    en:
      'The ledger has a payment that no order here asked for. Look for the reference in other systems ' +
      'that use the same sales unit: a till, another shop, the portal. Book it there, then say here ' +
      'that it is dealt with.',
    nb:
      'Hovedboken har en betaling som ingen ordre her har bedt om. Let etter referansen i andre ' +
      'systemer som bruker samme salgssted: en kasse, en annen butikk, portalen. Bokfør den der, og ' +
      'si så her at det er tatt hånd om.',
  },
  notInLedger: {
    en:
      'The order is captured or refunded, but three days later the ledger does not have all of it. ' +
      'Read the order again. If it still says so, send reference and day to the support of Vipps ' +
      'MobilePay: the money has not been settled.',
    nb:
      'Ordren er belastet eller refundert, men tre dager senere har ikke hovedboken alt. Les ordren på ' +
      'nytt. Står det fortsatt slik, send referanse og dag til kundestøtten hos Vipps MobilePay: ' +
      'pengene er ikke gjort opp.',
  },
  moreInLedger: {
    en:
      'The ledger has more of this payment than Vipps MobilePay says was captured or refunded. Compare ' +
      'the PSP references on the page of the order with those in the settlement, and send what does ' +
      'not fit to the support of Vipps MobilePay.',
    nb:
      'Hovedboken har mer av denne betalingen enn Vipps MobilePay sier er belastet eller refundert. ' +
      'Sammenlign PSP-referansene på ordresiden med dem i oppgjøret, og send det som ikke stemmer til ' +
      'kundestøtten hos Vipps MobilePay.',
  },
  unknownType: {
    en:
      'An entry of a type that this version does not know. It is counted in the balance and in the ' +
      'settlement under “other”. Find out what it is from the settlement file in the portal, book it, ' +
      'and update Kvitt.',
    nb:
      'En postering av en type som denne versjonen ikke kjenner. Den er med i saldoen og i oppgjøret ' +
      'under «annet». Finn ut hva den er i oppgjørsfilen i portalen, bokfør den, og oppdater Kvitt.',
  },
  correction: {
    en:
      'Vipps MobilePay has corrected the balance by hand. Ask their support what it is for unless it ' +
      'was announced, and book it.',
    nb:
      'Vipps MobilePay har rettet saldoen manuelt. Spør kundestøtten deres hva det gjelder hvis det ' +
      'ikke er varslet, og bokfør det.',
  },
  dispute: {
    en:
      'The customer disputes this payment, and the money is retained. Answer the dispute in the portal ' +
      'before its deadline, with proof of delivery. Do not refund as well: that would give the money ' +
      'back twice.',
    nb:
      'Kunden bestrider denne betalingen, og pengene er holdt tilbake. Svar på saken i portalen før ' +
      'fristen, med bevis for levering. Ikke refunder i tillegg: da går pengene tilbake to ganger.',
  },
  payoutAborted: {
    en:
      'This payout came back or was withdrawn: it is on no bank statement. The money is in the next ' +
      'payout. Check the account number of the sales unit in the portal.',
    nb:
      'Denne utbetalingen kom tilbake eller ble trukket: den står ikke på noen kontoutskrift. Pengene ' +
      'er med i neste utbetaling. Kontroller kontonummeret til salgsstedet i portalen.',
  },
  negativeBalance: {
    en:
      'More was refunded or retained than came in. Nothing is paid out until new sales have made up ' +
      'for it; if that takes long, Vipps MobilePay sends an invoice. Nothing has to be done before.',
    nb:
      'Det er refundert eller holdt tilbake mer enn det har kommet inn. Ingenting utbetales før nytt ' +
      'salg har dekket det; tar det lang tid, sender Vipps MobilePay en faktura. Ingenting må gjøres før ' +
      'det.',
  },
  gap: {
    en:
      'The balance has changed between two entries without an entry that says why. Compare the ' +
      'settlement with its file in the portal, and send the day to the support of Vipps MobilePay.',
    nb:
      'Saldoen har endret seg mellom to posteringer uten en postering som sier hvorfor. Sammenlign ' +
      'oppgjøret med filen i portalen, og send dagen til kundestøtten hos Vipps MobilePay.',
  },
} as const satisfies Record<ReconciliationKind, ConsoleText>
