import type { Messages } from '../messages.ts'
import type { en } from './en.ts'

export const nb: Messages<typeof en> = {
  title: 'Kundestøtte',
  menu: 'Kundestøtte',
  openMenu: 'Åpne menyen',
  closeMenu: 'Lukk menyen',
  close: 'Lukk',
  back: 'Tilbake',
  tryAgain: 'Prøv igjen',
  showMore: 'Vis mer',
  copy: 'Kopier',
  copied: 'Kopiert',
  orders: 'Ordrer',
  settlements: 'Oppgjør',
  reconciliation: 'Avstemming',
  export: 'Lagre som CSV',
  attention: 'Krever handling',
  reservations: 'Reservasjoner',
  figures: 'Tall',
  audit: 'Revisjonslogg',
  diagnostics: 'Last ned diagnostikk',
  users: 'Brukere',
  role: 'Rolle',
  roles: { read: 'Lese', handle: 'Behandle', administer: 'Administrere' },
  mayDo: {
    read: 'Ser ordrer og tall',
    handle: 'Kan også belaste, refundere og kansellere',
    administer: 'Bestemmer også hvem som kan gjøre hva, og ser hvem som har gjort hva',
  },
  forbidden: 'Rollen din gir ikke tilgang til denne siden. En administrator kan gi deg en annen.',
  signIn: {
    title: 'Logg inn',
    name: 'Brukernavn',
    password: 'Passord',
    submit: 'Logg inn',
    or: 'eller',
    with: 'Logg inn med {{label}}',
    nameMissing: 'Skriv brukernavnet ditt.',
    passwordMissing: 'Skriv passordet ditt.',
    forgotten: 'Har du glemt passordet? En administrator kan gi deg et nytt.',
  },
  signOut: 'Logg ut',
  password: {
    title: 'Bytt passord',
    needed: 'Noen andre har sett passordet ditt. Velg et som bare du kjenner.',
    current: 'Nåværende passord',
    next: 'Nytt passord',
    rule: 'Minst {{length}} tegn. Flere ord som ikke hører sammen, er bra.',
    again: 'Nytt passord en gang til',
    short: 'Det må ha minst {{length}} tegn.',
    different: 'De to er ikke like.',
    submit: 'Bytt passord',
    done: 'Passordet er byttet. Du er logget ut alle andre steder.',
  },
  user: {
    new: 'Ny bruker',
    name: 'Brukernavn',
    nameRule: '2 til 60 bokstaver, sifre og . _ @ + -',
    create: 'Opprett',
    deactivated: 'Deaktivert',
    openid: 'Logger inn med identitetsleverandøren',
    oneTime: 'Har ikke valgt passord ennå',
    since: 'Siden {{moment}}',
    change: 'Endre {{name}}',
    you: 'Du',
    toRole: 'Rolle: {{role}}',
    reset: 'Nytt passord',
    deactivate: 'Deaktiver',
    reactivate: 'Aktiver igjen',
    resetTitle: 'Gi {{name}} et nytt passord?',
    resetText: 'Det nåværende gjelder ikke lenger, og {{name}} logges ut overalt.',
    deactivateTitle: 'Deaktivere {{name}}?',
    deactivateText:
      '{{name}} logges ut og kan ikke logge inn. Det {{name}} har gjort, blir stående i loggen.',
    told: 'Engangspassordet til {{name}}',
    tellThem:
      'Gi det til {{name}} på en trygg måte. Det vises bare denne ene gangen, og må byttes ved første innlogging.',
  },
  log: {
    empty: 'Ingenting som passer, er skrevet ned ennå.',
    by: 'Bruker',
    order: 'Ordrenummer',
    search: 'Søk',
    server: 'Serveren',
    openid: 'Identitetsleverandøren',
    forOrder: 'ordre {{number}}',
    reason: 'Begrunnelse: {{reason}}',
    actions: {
      create: 'startet en ny betaling',
      capture: 'belastet',
      refund: 'refunderte',
      cancel: 'kansellerte hos leverandøren',
      cancelled: 'kansellerte',
      'read-wanted': 'leste på nytt',
      'attention-cleared': 'merket som sett på',
      'refunded-otherwise': 'noterte en tilbakebetaling på annen måte',
      'reconciliation-cleared': 'tok hånd om et avvik i hovedboken',
      'information-recorded': 'ga kunden mer informasjon',
      'user-created': 'opprettet brukeren',
      'role-changed': 'endret rollen til',
      'user-deactivated': 'deaktiverte',
      'user-reactivated': 'aktiverte igjen',
      'password-reset': 'ga nytt passord til',
      'password-changed': 'byttet passordet til',
    },
  },
  setUp: {
    title: 'Oppsett',
    about:
      'Prøver nøklene til alle salgssteder og adressen til denne serveren, og sender en test-webhook hele veien. Ingenting betales.',
    test: 'Test oppsettet',
    salesUnit: 'Salgssted {{msn}}',
    allRight: 'Alt er riktig',
    notRight: 'Noe er feil',
    firewall:
      'Test-webhooken ble sendt fra denne maskinen: En brannmur må slippe inn Vipps MobilePay også, etter navn: callback-1 til callback-4.vipps.no og callback-dr-1 til callback-dr-4.vipps.no, i test callback-mt-1 og callback-mt-2.vipps.no. Om salgsstedet er aktivt, viser seg når en betaling opprettes: legg inn en testordre før den første kunden gjør det.',
    steps: {
      keys: 'Leverandøren godtar nøklene',
      publicUrl: 'Den offentlige adressen fører til denne serveren',
      webhooks: 'Webhooks er registrert for denne adressen',
      delivery: 'En test-webhook kommer frem og er ekte',
    },
    results: { right: 'Riktig', wrong: 'Feil', notTried: 'Ikke prøvd' },
    wrong: {
      provider:
        'Leverandøren svarer ikke. Sjekk «provider» i konfigurasjonen, nettverket og om det står en proxy imellom.',
      subscriptionKey:
        'Abonnementsnøkkelen er feil. Kopier den på nytt fra portalen, og sjekk om den er for test eller produksjon.',
      clientId:
        'Client id er feil. Sjekk at den hører til abonnementsnøkkelen, og om begge er for test eller produksjon.',
      clientSecret: 'Client secret er feil. Kopier den på nytt fra portalen.',
      merchantSerialNumber:
        'Salgsstedsnummeret hører ikke til nøklene. Sjekk det, eller bruk nøklene til dette salgsstedet.',
      salesUnit:
        'Oppsettet er riktig, men salgsstedet tar ikke imot betalinger. Skjul betalingsmåten; kundeservice hos Vipps MobilePay aktiverer et deaktivert salgssted igjen. Serveren prøver hvert femte minutt.',
      salesUnitNotConfigured:
        'Salgsstedet er ikke satt opp, men ordrer venter på det. Sett det inn igjen i «salesUnits» med nøklene, og start serveren på nytt.',
      notHttps: 'Den offentlige adressen må begynne med https://.',
      notPort443: 'Den offentlige adressen må bruke port 443. La en proxy lytte der.',
      hostNotFound: 'Navnet i den offentlige adressen finnes ikke. Sjekk stavemåten og DNS.',
      connectionRefused:
        'Ingenting lytter på den offentlige adressen. Start det som står foran serveren, for eksempel en proxy.',
      certificateExpired:
        'Sertifikatet er ikke gyldig i dag. Forny det, og sjekk datoen på maskinen.',
      certificateForOther: 'Sertifikatet gjelder et annet navn. Få laget ett for dette navnet.',
      certificateUntrusted:
        'Ikke alle stoler på sertifikatet. Bruk ett fra en offentlig utsteder, og send mellomsertifikatene med.',
      notTls: 'Den offentlige adressen snakker ikke https. Sjekk at porten er riktig.',
      timeout: 'Den offentlige adressen svarer ikke i tide. Sjekk brannmur og nettverk.',
      unreachable:
        'Den offentlige adressen kan ikke nås. Sjekk adressen, nettverket og brannmuren.',
      redirected:
        'Den offentlige adressen videresender. Oppgi adressen som selv svarer: Webhooks blir ikke videresendt.',
      otherServer:
        'En annen server svarer på den offentlige adressen. Det som står foran, må slippe gjennom alt under /webhooks.',
      secretMissing:
        'Ingen webhook-hemmelighet er kjent. La serveren registrere selv, eller oppgi hemmeligheten.',
      registrationMissing:
        'Ingen webhook er registrert. Serveren registrerer nå: test på nytt om litt. Hjelper det ikke, sier loggen hva som hindrer det.',
      registrationUnusable:
        'Webhook-registreringen er ufullstendig. Serveren registrerer nå på nytt: test igjen om litt. Hjelper det ikke, sier loggen hva som hindrer det.',
      registeredElsewhere:
        'Webhooks er registrert for en annen adresse. Serveren registrerer nå denne: test på nytt om litt. Hjelper det ikke, sier loggen hva som hindrer det.',
      deliveryRefused:
        'Test-webhooken ble endret på veien, eller klokken på maskinen går feil. Loggen sier hva som ikke stemte.',
      deliveryLost:
        'Test-webhooken kom ikke frem. Det som står foran, må slippe gjennom POST under /webhooks.',
      other: 'Leverandøren avviser. Dette er svaret:',
    },
  },
  problems: {
    unreachable: 'Betalingsserveren svarer ikke. Prøv igjen om litt.',
    signedOutMeanwhile:
      'Du ble logget ut i mellomtiden, så det du ba om, ble ikke gjort. Logg inn og gjør det på nytt.',
    wrongPassword: 'Navnet eller passordet er feil.',
    tooManySignIns: 'Det ble prøvd for mange ganger. Vent fem minutter.',
    passwordUnfit:
      'Dette passordet er for lett å gjette, eller det du har. Velg et lengre, av ord som ikke hører sammen.',
    nameTaken: 'Det finnes allerede en bruker med dette navnet.',
    nameInvalid: 'Et navn har 2 til 60 bokstaver, sifre og . _ @ + -',
    settlementNotFound: 'Det finnes ikke noe oppgjør med dette nummeret på dette salgsstedet.',
    deviationNotFound:
      'Det står ikke lenger på listen: det er i orden, eller noen andre var raskere.',
    lastAdministrator: 'Du er den siste administratoren. Gi rollen til noen andre først.',
    managedElsewhere: 'Identitetsleverandøren bestemmer over denne brukeren.',
    tooManyUsers: 'Det kan ikke være flere enn 500 brukere.',
    userUnknown: 'Det finnes ingen bruker med dette navnet.',
    forbidden: 'Rollen din tillater ikke dette.',
    foreignPage: 'Nettleseren sier at dette ble sendt fra et annet nettsted.',
    busy: 'For mye venter allerede. Ingenting har skjedd; prøv igjen.',
    openidUnavailable: 'Identitetsleverandøren svarer ikke. Prøv igjen om litt.',
    openidFailed: 'Innloggingen ble avbrutt eller tok for lang tid. Prøv igjen.',
    openidDomain: 'Adressen til denne kontoen er ikke en av dem som kan logge inn her.',
    openidRole: 'Denne kontoen har ingen rolle her. Spør den som har ansvar for kontoene deres.',
    openidName: 'Navnet på denne kontoen kan ikke brukes her, eller noen har det allerede.',
    openidRefused: 'Denne kontoen slipper ikke inn. En administrator kan si hvorfor.',
  },
}
