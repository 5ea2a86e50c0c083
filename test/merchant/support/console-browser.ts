import assert from 'node:assert/strict'
import type { ConsoleRole, OneTimePassword } from '@kvitt/contract'
import type { World } from './world.ts'

const ORIGIN = 'https://merchant.test'
const API = '/console/api/v1'
export const ADMINISTRATOR = { name: 'astrid', password: 'correct horse battery' } as const
/** What every new employee chooses. */
export const EMPLOYEE_PASSWORD = 'a password of my own'

interface Answer {
  readonly status: number
  readonly headers: Headers
  /** Empty where there is no JSON. */
  readonly body: Readonly<Record<string, unknown>>
}

/** A browser that shows the console: it keeps cookies, and says where its requests come from. */
export class ConsoleBrowser {
  readonly #world: Pick<World, 'merchant'>
  readonly #cookies = new Map<string, string>()
  readonly #address: string

  constructor(world: Pick<World, 'merchant'>, address = '192.0.2.1') {
    this.#world = world
    this.#address = address
  }

  /** Goes to an address of the payment server; no time passes meanwhile. */
  async open(path: string, init: RequestInit = {}, breakOff?: () => void): Promise<Response> {
    const headers = new Headers(init.headers)
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    if (cookie !== '') headers.set('Cookie', cookie)
    const request = new Request(new URL(path, ORIGIN), { ...init, headers })
    const answer = await this.#world.merchant.fetch(request, {
      remoteAddress: this.#address,
      ...(breakOff && { breakOff }),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    return answer
  }

  /** Asks the console's API as its pages do. */
  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const answer = await this.open(`${API}${path}`, {
      method,
      headers: { 'Sec-Fetch-Site': 'same-origin', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    const isJson = /json/.test(answer.headers.get('content-type') ?? '')
    return {
      status: answer.status,
      headers: answer.headers,
      body: isJson ? (JSON.parse(text) as Answer['body']) : {},
    }
  }

  signIn(name: string, password: string): Promise<Answer> {
    return this.call('POST', '/session', { name, password })
  }

  /** What scripts would see if cookies were theirs to see. */
  get cookies(): ReadonlyMap<string, string> {
    return this.#cookies
  }
}

/** A browser in which the administrator of a world with `console: { administrator }` has signed in. */
export async function administratorOf(world: World): Promise<ConsoleBrowser> {
  await world.merchant.ensureAdministrator()
  const browser = new ConsoleBrowser(world)
  const { status } = await browser.signIn(ADMINISTRATOR.name, ADMINISTRATOR.password)
  assert.equal(status, 200)
  return browser
}

/** A browser in which a new employee of this role has signed in, and chosen a password. */
export async function employeeOf(
  world: World,
  administrator: ConsoleBrowser,
  { name, role }: { readonly name: string; readonly role: ConsoleRole },
): Promise<ConsoleBrowser> {
  const made = await administrator.call('POST', '/users', { name, role })
  assert.equal(made.status, 201)
  const { password: current } = made.body as unknown as OneTimePassword
  const browser = new ConsoleBrowser(world)
  await browser.signIn(name, current)
  const chosen = { current, password: EMPLOYEE_PASSWORD }
  const changed = await browser.call('POST', '/password', chosen)
  assert.equal(changed.status, 200)
  return browser
}
