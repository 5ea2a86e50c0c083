/** What is shown in the place of a secret. */
const MASK = '***'

/** What the name of a header, a JSON member or a parameter has in it when its value is a secret. */
const SECRET_WORDS =
  'secret|token|password|authorization|subscription-?key|api-?key|cookie|signingkey'
const SECRET_NAME = new RegExp(SECRET_WORDS, 'i')
/** Names that sound like secrets and say only of what kind one is. */
const HARMLESS_NAME = /^(?:token_?type|signedheaders)$/i

/** How long a name may be on each side of its telling word: a bound on how far is looked. */
const NAME_PART_MAX = 48
const MEMBER = new RegExp(
  String.raw`"([^"\\]{0,${NAME_PART_MAX}}?(?:${SECRET_WORDS})[^"\\]{0,${NAME_PART_MAX}})"(\s*:\s*)"(?:[^"\\]|\\.)*"?`,
  'gi',
)
const PAIR = new RegExp(
  String.raw`([\w.-]{0,${NAME_PART_MAX}}(?:${SECRET_WORDS})[\w.-]{0,${NAME_PART_MAX}})=([^&\s"'<>\\]+)`,
  'gi',
)

/** JSON Web Tokens and what looks like them, wherever they stand. */
const JSON_WEB_TOKEN = /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g
/** Base64 of 64 bytes, also as a URL has it: the secret of a webhook registration. */
const WEBHOOK_SECRET = /(?:[A-Za-z0-9+/]|%2[bf]){86}(?:=|%3d){2}/gi
/** A signature is made with a secret and does not give it away: it is there to be compared. */
const SIGNATURE = /^HMAC-SHA256 SignedHeaders=/
const SCHEME = /^(?:basic|bearer|digest) +/i

/** A known secret that is shorter would be found in ordinary words. */
const KNOWN_LENGTH_MIN = 6

/** Hides secrets in what is shown to people; nothing is hidden where it is kept. */
export class Masker {
  readonly #known: readonly string[]

  /** @param known secrets to hide wherever they stand, under whatever name */
  constructor(known: readonly string[]) {
    this.#known = [...new Set(known.flatMap(spellings))]
      .filter((secret) => secret.length >= KNOWN_LENGTH_MIN)
      // A secret that begins with another one is to be hidden whole.
      .toSorted((left, right) => right.length - left.length)
  }

  /** A header's value; of one that authenticates, only the scheme is left. */
  header(name: string, value: string): string {
    if (!SECRET_NAME.test(name) || SIGNATURE.test(value) || value === '') return this.text(value)
    return `${SCHEME.exec(value)?.[0] ?? ''}${MASK}`
  }

  /** A URL, a body or any other text. */
  text(text: string): string {
    let masked = text
    for (const secret of this.#known) masked = masked.replaceAll(secret, MASK)
    return masked
      .replace(JSON_WEB_TOKEN, MASK)
      .replace(WEBHOOK_SECRET, MASK)
      .replace(MEMBER, (found, name: string, colon: string) =>
        HARMLESS_NAME.test(name) ? found : `"${name}"${colon}"${MASK}"`,
      )
      .replace(PAIR, (found, name: string) =>
        HARMLESS_NAME.test(name) ? found : `${name}=${MASK}`,
      )
  }
}

/** How a secret may be written in a header, a JSON text, a form or a URL. */
function spellings(secret: string): readonly string[] {
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString('base64'),
  ]
}
