import type { KeysView, SalesUnitView } from '@kvitt/contract'
import {
  NAME_LENGTH_MAX,
  newSalesUnit,
  SETTLEMENT_INTERVALS,
  type ApiKeys,
  type KeySet,
  type SalesUnit,
} from '@kvitt/domain'
import { MARKETS, parseMsn } from '@kvitt/values'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { keySetOfUnit } from '../directory/directory.ts'
import { jsonResponse } from '../http/problem-response.ts'
import type { Random, Services } from '../services.ts'
import { parseJson, refuse, refuseBody } from './control-answer.ts'
import { refuseChange } from './directory-refusals.ts'

const SECRET_LENGTH_MAX = 100
const SECRET_BYTES = 16
/** All of what is captured. */
const FEE_BASIS_POINTS_MAX = 10_000
/** Minor units. */
const FEE_PER_CAPTURE_MAX = 1_000_000
/** How many sales units a refusal names. */
const NAMED_MAX = 10

/** What a header can carry. */
const Secret = z
  .string()
  .max(SECRET_LENGTH_MAX)
  .regex(/^[\x21-\x7e]+$/, 'must be visible ASCII, without spaces')

const Name = z
  .string('give one')
  .max(NAME_LENGTH_MAX, `must have at most ${NAME_LENGTH_MAX} characters`)

const Switches = z.strictObject({
  name: Name.exactOptional(),
  grants: z
    .strictObject({
      push: z.boolean().exactOptional(),
      longLiving: z.boolean().exactOptional(),
      partialCapture: z.boolean().exactOptional(),
      lateCapture: z.boolean().exactOptional(),
      express: z.boolean().exactOptional(),
      card: z.boolean().exactOptional(),
      nin: z.boolean().exactOptional(),
      accountNumbers: z.boolean().exactOptional(),
    })
    .exactOptional(),
  bankAccountVerified: z.boolean().exactOptional(),
  deactivated: z.boolean().exactOptional(),
  loginOnly: z.boolean().exactOptional(),
  phoneNumberLocked: z.boolean().exactOptional(),
  onlySuccessesKept: z.boolean().exactOptional(),
  refundsFromCapture: z.boolean().exactOptional(),
  longLivingOneDay: z.boolean().exactOptional(),
  subDelayed: z.boolean().exactOptional(),
  strict: z.boolean().exactOptional(),
  settlement: z
    .strictObject({
      interval: z.enum(SETTLEMENT_INTERVALS).exactOptional(),
      method: z.enum(['net', 'gross']).exactOptional(),
      feeBasisPoints: z.int().min(0).max(FEE_BASIS_POINTS_MAX).exactOptional(),
      feePerCapture: z.int().min(0).max(FEE_PER_CAPTURE_MAX).exactOptional(),
      reportForm: z.enum(['2026', '2023']).exactOptional(),
    })
    .nullable()
    .exactOptional(),
})

const NewSalesUnit = Switches.extend({
  name: Name,
  market: z.enum(MARKETS, `must be one of ${MARKETS.join(', ')}`),
  msn: z.string().exactOptional(),
  /** Whose keys act for it too. */
  sharesKeysOf: z.string().exactOptional(),
  keys: z
    .strictObject({
      clientId: Secret.exactOptional(),
      clientSecret: Secret.exactOptional(),
      primarySubscriptionKey: Secret.exactOptional(),
      secondarySubscriptionKey: Secret.exactOptional(),
    })
    .exactOptional(),
})

const Rotation = z.strictObject({ key: z.enum(['primary', 'secondary', 'clientSecret']) })

const NEW_EXAMPLE = '{"name": "My shop", "market": "NO"}'
const SWITCH_EXAMPLE = '{"grants": {"lateCapture": true}, "deactivated": false}'

type Path = '/sales-units/:msn'

/** Shows, makes and switches sales units, and rotates their keys. */
export function addSalesUnits(app: Hono, services: Services): void {
  app.get('/sales-units', () => {
    const units = services.directory.keySets.flatMap((keySet) =>
      keySet.salesUnits.map((unit) => unitView(unit, keySet)),
    )
    return jsonResponse(200, units)
  })
  app.post('/sales-units', (context) => create(services, context))
  app.get('/sales-units/:msn', ({ req }) => show(services, req.raw, req.param('msn')))
  app.patch('/sales-units/:msn', (context) => change(services, context))
  app.get('/sales-units/:msn/keys', ({ req }) => showKeys(services, req.raw, req.param('msn')))
  app.post('/sales-units/:msn/keys/rotate', (context) => rotate(services, context))
}

async function create(services: Services, { req }: Context): Promise<Response> {
  const parsed = await parseJson(req.raw, NewSalesUnit, NEW_EXAMPLE)
  if ('wrong' in parsed) return refuseBody(services, req.raw, parsed)
  const { keys, market, msn: text, sharesKeysOf, ...changes } = parsed.value
  const msn = text === undefined ? undefined : parseMsn(text)
  if (text !== undefined && msn === undefined) {
    const wrong = 'An MSN has 4 to 7 digits.'
    return refuseBody(services, req.raw, { wrong, members: [{ name: 'msn', reason: wrong }] })
  }
  if (keys && sharesKeysOf !== undefined) {
    return refuse(services, req.raw, 400, 'Send either keys or sharesKeysOf, not both.')
  }
  const shared = sharesKeysOf === undefined ? undefined : keySetOf(services, sharesKeysOf)
  if (sharesKeysOf !== undefined && !shared) return unknown(services, req.raw, sharesKeysOf)
  const { refusal, events, state } = await services.directoryService.decide({
    type: 'create-sales-unit',
    ...(msn !== undefined && { msn }),
    name: changes.name,
    market,
    changes,
    keys: shared ? { clientId: shared.clientId } : newKeys(services.random, keys),
  })
  if (refusal !== undefined) return refuseChange(services, req.raw, refusal)
  const [event] = events
  const unit = event?.type === 'sales-unit-created' && event.salesUnit
  const keySet = unit && state && keySetOfUnit(state, unit.msn)
  if (!unit || !keySet) throw new Error('a sales unit was created and is not there')
  return jsonResponse(201, { ...unitView(unit, keySet), keys: keysView(keySet) })
}

async function change(services: Services, { req }: Context<object, Path>): Promise<Response> {
  const text = req.param('msn')
  const msn = parseMsn(text)
  if (msn === undefined) return unknown(services, req.raw, text)
  const parsed = await parseJson(req.raw, Switches, SWITCH_EXAMPLE)
  if ('wrong' in parsed) return refuseBody(services, req.raw, parsed)
  const command = { type: 'change-sales-unit', msn, changes: parsed.value } as const
  const { refusal } = await services.directoryService.decide(command)
  if (refusal === 'salesUnitUnknown') return unknown(services, req.raw, text)
  if (refusal !== undefined) return refuseChange(services, req.raw, refusal)
  return show(services, req.raw, text)
}

async function rotate(services: Services, { req }: Context<object, Path>): Promise<Response> {
  const text = req.param('msn')
  const msn = parseMsn(text)
  if (msn === undefined) return unknown(services, req.raw, text)
  const parsed = await parseJson(req.raw, Rotation, '{"key": "primary"}')
  if ('wrong' in parsed) return refuseBody(services, req.raw, parsed)
  const { key } = parsed.value
  const value = key === 'clientSecret' ? newSecret(services.random) : newKey(services.random)
  const command = { type: 'rotate-key', msn, key, value } as const
  const { refusal } = await services.directoryService.decide(command)
  if (refusal === 'salesUnitUnknown') return unknown(services, req.raw, text)
  if (refusal !== undefined) return refuseChange(services, req.raw, refusal)
  return showKeys(services, req.raw, text)
}

function show(services: Services, request: Request, text: string): Response {
  const keySet = keySetOf(services, text)
  const unit = keySet?.salesUnits.find(({ msn }) => msn === text)
  return keySet && unit
    ? jsonResponse(200, unitView(unit, keySet))
    : unknown(services, request, text)
}

function showKeys(services: Services, request: Request, text: string): Response {
  const keySet = keySetOf(services, text)
  return keySet ? jsonResponse(200, keysView(keySet)) : unknown(services, request, text)
}

function keySetOf({ directory }: Services, text: string): KeySet | undefined {
  const msn = parseMsn(text)
  return msn && keySetOfUnit(directory, msn)
}

function unknown(services: Services, request: Request, text: string): Response {
  const units = services.directory.keySets.flatMap(({ salesUnits }) => salesUnits)
  const known = units.slice(0, NAMED_MAX).map(({ msn, name }) => `${msn} (${name})`)
  const more = units.length > known.length ? ` and ${units.length - known.length} more` : ''
  const detail = `There is no sales unit ${text}. Known are ${known.join(', ')}${more}.`
  return refuse(services, request, 404, detail)
}

/**
 * Without secrets: those have a path of their own. A switch that is newer than what is kept of the
 * unit is as it is at first.
 */
function unitView(unit: SalesUnit, { clientId }: KeySet): SalesUnitView {
  return { ...newSalesUnit(unit), ...unit, settlement: unit.settlement ?? null, clientId }
}

function keysView({ clientId, clientSecret, subscriptionKeys, salesUnits }: KeySet): KeysView {
  const [primarySubscriptionKey = '', secondarySubscriptionKey] = subscriptionKeys
  return {
    clientId,
    clientSecret,
    primarySubscriptionKey,
    ...(secondarySubscriptionKey !== undefined && { secondarySubscriptionKey }),
    salesUnits: salesUnits.map(({ msn }) => msn),
  }
}

function newKeys(random: Random, wish: z.infer<typeof NewSalesUnit>['keys'] = {}): ApiKeys {
  return {
    clientId: wish.clientId ?? random.uuid(),
    clientSecret: wish.clientSecret ?? newSecret(random),
    subscriptionKeys: [
      wish.primarySubscriptionKey ?? newKey(random),
      wish.secondarySubscriptionKey ?? newKey(random),
    ],
  }
}

/** In the form of the real ones, as are the keys: Base64, and 32 hexadecimal digits. */
function newSecret(random: Random): string {
  return Buffer.from(random.bytes(SECRET_BYTES)).toString('base64')
}

function newKey(random: Random): string {
  return Buffer.from(random.bytes(SECRET_BYTES)).toString('hex')
}
