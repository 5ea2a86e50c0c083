const MASK = '***'

/** Headers that say nothing secret; whatever is not here is masked. */
const SHOWN_HEADERS: ReadonlySet<string> = new Set([
  'accept',
  'content-type',
  'idempotency-key',
  'merchant-serial-number',
  'user-agent',
  'vipps-system-name',
  'vipps-system-version',
  'vipps-system-plugin-name',
  'vipps-system-plugin-version',
])

/** Members that hold secrets, or tell who somebody is; with everything inside them. */
const HIDDEN_MEMBERS: ReadonlySet<string> = new Set([
  'access_token',
  'address',
  'addresses',
  'addressline1',
  'addressline2',
  'birthdate',
  'callbackauthorizationtoken',
  'city',
  'client_id',
  'client_secret',
  'customer',
  'customertoken',
  'dateofbirth',
  'email',
  'firstname',
  'industrydata',
  'lastname',
  'metadata',
  'mobilenumber',
  'nin',
  'personalqr',
  'phonenumber',
  'postcode',
  'secret',
  'shippingdetails',
  'src',
  'sub',
  'token',
  'userdetails',
])

/** Addresses whose path or query may open something: their origin is enough. */
const LINK_MEMBERS: ReadonlySet<string> = new Set([
  'callbackurl',
  'orderdetailsurl',
  'producturl',
  'receipturl',
  'redirecturl',
  'returnurl',
])

/** A text that is shorter may stand anywhere by chance. */
const SECRET_LENGTH_MIN = 4

/** The headers of a request, with all but the harmless ones masked. */
export function redactedHeaders(
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      SHOWN_HEADERS.has(name.toLowerCase()) ? value : MASK,
    ]),
  )
}

/** Masks what is secret or personal, and remembers it, so that an answer does not repeat it. */
export interface Redactor {
  /** A body of JSON as text, cut. */
  readonly body: (value: unknown) => string
  /** A text that somebody else wrote: JSON by its members, and what was masked before anywhere. */
  readonly text: (text: string) => string
}

/**
 * @param secrets that must not be shown wherever they stand
 * @param lengthMax of every text that is made
 */
export function redactor(secrets: readonly string[], lengthMax: number): Redactor {
  const hidden = new Set(secrets.filter((secret) => secret.length >= SECRET_LENGTH_MIN))
  const cut = (text: string): string => {
    // The longest first: one may be part of another.
    const longest = [...hidden].toSorted((left, right) => right.length - left.length)
    const clean = longest.reduce((rest, secret) => rest.replaceAll(secret, MASK), text)
    return clean.slice(0, lengthMax)
  }
  const write = (value: unknown): string => cut(JSON.stringify(masked(value, hidden)) ?? '')
  return {
    body: write,
    text(text) {
      try {
        return write(JSON.parse(text))
      } catch {
        return cut(text)
      }
    },
  }
}

function masked(value: unknown, hidden: Set<string>, member = ''): unknown {
  const name = member.toLowerCase()
  if (HIDDEN_MEMBERS.has(name)) return erased(value, hidden)
  if (Array.isArray(value)) return value.map((each) => masked(each, hidden))
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, each]) => [key, masked(each, hidden, key)])
    return Object.fromEntries(members) as unknown
  }
  if (typeof value === 'string' && LINK_MEMBERS.has(name)) return originOf(value, hidden)
  return value
}

/** Everything inside masked, with the names of the members left to tell what there was. */
function erased(value: unknown, hidden: Set<string>): unknown {
  if (value === null || value === undefined) return value
  if (Array.isArray(value)) return value.map((each) => erased(each, hidden))
  if (typeof value === 'object') {
    const members = Object.entries(value).map(([key, each]) => [key, erased(each, hidden)])
    return Object.fromEntries(members) as unknown
  }
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  if (text.length >= SECRET_LENGTH_MIN) hidden.add(text)
  return MASK
}

function originOf(address: string, hidden: Set<string>): string {
  hidden.add(address)
  if (!URL.canParse(address)) return MASK
  const { origin, protocol } = new URL(address)
  return origin === 'null' ? `${protocol}${MASK}` : `${origin}/${MASK}`
}
