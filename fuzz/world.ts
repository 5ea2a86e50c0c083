import assert from 'node:assert/strict'
import { HOUR_MS } from '@kvitt/values'
import { accepted, type Answer } from '../conformance/support/answer.ts'
import { DENMARK, FINLAND, KEYS, NORWAY } from '../conformance/support/demo-keys.ts'
import type { Environment } from '../conformance/support/environment.ts'
import { settlingMerchant } from '../conformance/support/ledgers.ts'
import type { Merchant } from '../conformance/support/merchant.ts'
import { InsideEnvironment } from '../conformance/support/open-environment.ts'
import type { Body } from './bodies.ts'
import { queryNames, type Reference, type RequestPlan, type TokenKind } from './request-plans.ts'
import { wrongTokens } from './tokens.ts'

/** A request as it is sent. */
export interface WireRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Body | undefined
}

const MSNS = [NORWAY, DENMARK, FINLAND] as const
const WEBHOOK_EVENTS = ['epayments.payment.captured.v1']
/** How many payments of a sales unit requests choose from; new ones take the place of old ones. */
const POOL_MAX = 64
/** How many orders of a payment type requests choose from. */
const ORDERS = 32

/** What exists in an environment and what requests may refer to. */
export class World {
  readonly environment: Environment
  readonly #tokens: Readonly<Record<TokenKind, string>>
  readonly #payments = new Map<string, string[]>(MSNS.map((msn) => [msn, []]))
  readonly #webhooks: string[] = []
  readonly #merchants = new Map<string, Promise<Merchant>>()
  readonly #categories: string[] = []
  readonly #subs: string[] = []
  #learnt = 0

  constructor(environment: Environment, tokens: Readonly<Record<TokenKind, string>>) {
    this.environment = environment
    this.#tokens = tokens
  }

  /** Every payment that requests may refer to, with its sales unit. */
  get payments(): readonly (readonly [msn: string, reference: string])[] {
    return [...this.#payments].flatMap(([msn, references]) =>
      references.map((reference) => [msn, reference] as const),
    )
  }

  add(msn: string, references: readonly string[]): void {
    const pool = this.#payments.get(msn)
    for (const reference of references) if (pool) this.#remember(pool, reference)
  }

  /** Somebody who shares a profile. */
  addCustomer(sub: string): void {
    this.#subs.push(sub)
  }

  async resolve(plan: RequestPlan): Promise<WireRequest> {
    const { operation, headers } = plan
    const isBasic = operation.path.endsWith('/token')
    const usual: Record<string, string | undefined> = {
      client_id: KEYS.clientId,
      client_secret: KEYS.clientSecret,
      'Ocp-Apim-Subscription-Key': KEYS.primaryKey,
      'Merchant-Serial-Number': plan.msn,
      Authorization: isBasic ? basic() : `Bearer ${this.#tokens[plan.token]}`,
      ...headers,
    }
    const hasBody = plan.method !== 'GET' && plan.method !== 'HEAD'
    return {
      method: plan.method,
      path: `${spelt(await this.#path(plan), plan.spelling)}${await this.#query(plan)}`,
      headers: Object.fromEntries(Object.entries(usual).filter(isPresent)),
      body: hasBody
        ? (plan.body ?? (isBasic ? 'grant_type=client_credentials' : undefined))
        : undefined,
    }
  }

  /** Remembers what an answer says that there is now. */
  learn({ operation }: RequestPlan, { headers }: WireRequest, { status, body }: Answer): void {
    if (status !== 201) return
    // Without the header the sales unit of the token acts.
    const msn = headers['Merchant-Serial-Number']?.trim() || NORWAY
    const { reference, categoryId, id } = Object(body) as Record<string, unknown>
    const [pool, name] =
      reference !== undefined
        ? [this.#payments.get(msn), reference]
        : categoryId !== undefined
          ? [this.#categories, categoryId]
          : [this.#webhooks, id]
    if (!pool || typeof name !== 'string' || operation.method !== 'POST') return
    this.#remember(pool, name)
  }

  #remember(pool: string[], name: string): void {
    if (pool.length < POOL_MAX) pool.push(name)
    else pool[this.#learnt % POOL_MAX] = name
    this.#learnt += 1
  }

  #payment(msn: string, nth: number): string {
    const own = this.#payments.get(msn) ?? []
    const others = this.payments.filter(([each]) => each !== msn).slice(0, 3)
    const all = [...own, ...others.map(([, reference]) => reference)]
    return all[nth % all.length] ?? ''
  }

  async #path({ operation, parameters, msn }: RequestPlan): Promise<string> {
    let { path } = operation
    for (const [name, reference] of Object.entries(parameters)) {
      path = path.replace(`{${name}}`, encodeURIComponent(await this.#name(name, msn, reference)))
    }
    return path
  }

  /** What the operation is asked for, and at times what it is not. */
  async #query({ operation, parameters, msn, spelling }: RequestPlan): Promise<string> {
    const asked: string[] = spelling === 'query' ? ['reference=%00&x[]=1&x=%ff'] : []
    for (const name of queryNames(operation)) {
      const reference = parameters[name]
      if (!reference) continue
      asked.push(`${name}=${encodeURIComponent(await this.#name(name, msn, reference))}`)
    }
    return asked.length === 0 ? '' : `?${asked.join('&')}`
  }

  async #name(parameter: string, msn: string, reference: Reference): Promise<string> {
    if ('text' in reference) return reference.text.toWellFormed()
    if (parameter === 'sub')
      return this.#subs['nth' in reference ? reference.nth % MSNS.length : 0] ?? 'none'
    if ('made' in reference) return this.#made(msn, reference.made)
    if (/reference/i.test(parameter)) return this.#payment(msn, reference.nth)
    if (parameter === 'paymentType') return reference.nth % 5 === 0 ? 'recurring' : 'ecom'
    if (parameter === 'orderId' || parameter === 'transactionId') {
      return `order-${reference.nth % ORDERS}`
    }
    const reported = reportValue(parameter, msn, reference.nth)
    if (reported !== undefined) return reported
    const pool = parameter === 'categoryId' ? this.#categories : this.#webhooks
    return pool[reference.nth % Math.max(pool.length, 1)] ?? 'none'
  }

  async #made(msn: string, state: Extract<Reference, { made: unknown }>['made']): Promise<string> {
    const merchant = await this.#merchant(msn)
    const reference =
      state === 'captured' ? await merchant.captured(49_900) : await merchant[state]()
    this.add(msn, [reference])
    return reference
  }

  /** One for each sales unit: buying a token takes longer than using it. */
  #merchant(msn: string): Promise<Merchant> {
    const known = this.#merchants.get(msn) ?? this.environment.merchant(msn)
    this.#merchants.set(msn, known)
    return known
  }
}

/** What requests for reports name: most often something that there is. */
function reportValue(parameter: string, msn: string, nth: number): string | undefined {
  if (parameter === 'ledgerId') return nth % 8 === 0 ? NORWAY : msn
  if (parameter === 'topic') return nth % 2 === 0 ? 'funds' : 'fees'
  if (parameter === 'ledgerDate') return `2026-09-0${nth % 10}`
  if (parameter === 'settlesForRecipientHandles') return `api:${msn}`
  if (parameter === 'includeGDPRSensitiveData') return String(nth % 2 === 0)
  if (parameter !== 'cursor') return undefined
  return nth % 4 === 0 ? btoa(`2026-09-0${nth % 10}/${nth % 5}`) : ''
}

function spelt(path: string, spelling: RequestPlan['spelling']): string {
  if (spelling === 'upper') return path.replace(/^\/\w+/, (first) => first.toUpperCase())
  if (spelling === 'slash') return `${path}/`
  if (spelling === 'slashes') return path.replace(/\/(?=[^/]*$)/, '//')
  return spelling === 'fragments' ? `${path}/%2e%2e/%00/%ff` : path
}

/** Starts an environment over and fills it with payments in every state. */
export async function openWorld(environment: Environment): Promise<World> {
  const { status, text } = await environment.control('POST', '/reset')
  assert.equal(status, 200, text)
  const old = await tokenOf(environment)
  if (environment instanceof InsideEnvironment) environment.clock.advance(2 * HOUR_MS)
  const good = await tokenOf(environment)
  const wrong = wrongTokens(good)
  const hasExpired = environment instanceof InsideEnvironment
  const world = new World(environment, {
    good,
    expired: hasExpired ? old : wrong.resigned,
    ...wrong,
  })
  for (const msn of MSNS) {
    world.add(msn, await paymentsInEveryState(environment, msn))
    world.addCustomer(await subOf(environment, msn))
  }
  return world
}

async function paymentsInEveryState(
  environment: Environment,
  msn: string,
): Promise<readonly string[]> {
  const merchant = await settlingMerchant(environment, {}, msn)
  accepted('registerWebhook', await merchant.register('https://shop.example/h', WEBHOOK_EVENTS))
  const expired = await merchant.created()
  await environment.advance('1h')
  const refunded = await merchant.captured(49_900)
  await merchant.refund(refunded, 100)
  const cancelled = await merchant.captured(100)
  await merchant.cancel(cancelled)
  const half = msn === NORWAY ? [await merchant.captured(20_000)] : []
  return [
    expired,
    refunded,
    cancelled,
    ...half,
    await merchant.captured(49_900),
    await merchant.created(),
    await merchant.created(),
    await merchant.authorized(),
    await merchant.authorized(),
    await merchant.terminated(),
    await merchant.aborted(),
  ]
}

async function subOf(environment: Environment, msn: string): Promise<string> {
  const merchant = await environment.merchant(msn)
  const reference = await merchant.authorized({ profile: { scope: 'name email' } })
  return accepted('getPayment', await merchant.get(reference)).profile.sub ?? ''
}

async function tokenOf(environment: Environment): Promise<string> {
  const { headers } = await environment.merchant()
  return (headers['Authorization'] ?? '').replace('Bearer ', '')
}

function basic(): string {
  return `Basic ${Buffer.from(`${KEYS.clientId}:${KEYS.clientSecret}`).toString('base64')}`
}

function isPresent(entry: [string, string | undefined]): entry is [string, string] {
  return entry[1] !== undefined
}
