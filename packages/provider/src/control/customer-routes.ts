import type { CustomerView } from '@kvitt/contract'
import { marketOf, nameOf, type TestCard, type TestCustomer } from '@kvitt/domain'
import { parsePhoneNumber, type Market } from '@kvitt/values'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { CARD_EXPIRED, CARDS_OF_MARKET, newCustomer } from '../directory/new-customer.ts'
import { jsonResponse } from '../http/problem-response.ts'
import type { Services } from '../services.ts'
import { parseJson, refuseBody, type WrongBody } from './control-answer.ts'
import { refuseChange } from './directory-refusals.ts'

const TEXT_LENGTH_MAX = 200
const LIST_LENGTH_MAX = 20

const Text = z.string().max(TEXT_LENGTH_MAX)
const Name = Text.min(1)

const Card = z
  .strictObject({
    name: Name,
    network: z.enum(['VISA', 'MASTERCARD', 'BANKAXEPT']),
    bin: z.string().regex(/^\d{6}$/, 'must be six digits'),
    lastFour: z.string().regex(/^\d{4}$/, 'must be four digits'),
    commercial: z.boolean().default(false),
    declined: Name.exactOptional(),
    expired: z.boolean().exactOptional(),
    authenticated: z.boolean().exactOptional(),
  })
  .transform((card) => (card.expired ? { declined: CARD_EXPIRED, ...card } : card))

const Profile = z.strictObject({
  firstName: Name.exactOptional(),
  lastName: Name.exactOptional(),
  email: Text.exactOptional(),
  emailVerified: z.boolean().exactOptional(),
  birthDate: Text.exactOptional(),
  nin: Text.exactOptional(),
  addresses: z
    .array(
      z.strictObject({
        type: z.enum(['home', 'work', 'other']).default('home'),
        addressLine1: Text,
        addressLine2: Text.default(''),
        city: Text,
        postCode: Text,
        country: z.string().regex(/^[A-Z]{2}$/, 'must be two capital letters'),
      }),
    )
    .max(LIST_LENGTH_MAX)
    .exactOptional(),
  accounts: z
    .array(z.strictObject({ name: Text, number: Text, bankName: Text }))
    .max(LIST_LENGTH_MAX)
    .exactOptional(),
  /** A card by the name that it has everywhere, or one with all that is printed on it. */
  cards: z
    .array(z.union([Name, Card]))
    .max(LIST_LENGTH_MAX)
    .exactOptional(),
  blocked: z.boolean().exactOptional(),
  identified: z.boolean().exactOptional(),
})

const NewCustomer = Profile.extend({ phoneNumber: z.coerce.string() })

const NEW_EXAMPLE = '{"phoneNumber": "4740000001", "firstName": "Ida", "lastName": "Lie"}'
const CHANGE_EXAMPLE = '{"cards": ["visa", "expired"], "blocked": false}'

/** Shows, makes, changes and removes the people who can pay here. */
export function addCustomers(app: Hono, services: Services): void {
  app.get('/customers', () => jsonResponse(200, services.directory.customers.map(customerView)))
  app.post('/customers', (context) => create(services, context))
  app.patch('/customers/:phoneNumber', (context) => change(services, context))
  app.delete('/customers/:phoneNumber', (context) => remove(services, context))
  app.get('/cards', () => jsonResponse(200, CARDS_OF_MARKET))
}

type Path = '/customers/:phoneNumber'

async function create(services: Services, { req }: Context): Promise<Response> {
  const parsed = await parseJson(req.raw, NewCustomer, NEW_EXAMPLE)
  if ('wrong' in parsed) return refuseBody(services, req.raw, parsed)
  const { phoneNumber: text, cards: names, ...profile } = parsed.value
  const phoneNumber = parsePhoneNumber(text)
  const market = phoneNumber && marketOf(phoneNumber)
  if (!phoneNumber || !market) {
    return refuseChange(services, req.raw, 'phoneNumberOfNoMarket')
  }
  const cards = cardsOf(market, names)
  if ('wrong' in cards) return refuseBody(services, req.raw, cards)
  const customer = newCustomer({ ...profile, ...cards, phoneNumber, market })
  const { refusal } = await services.directoryService.decide({ type: 'create-customer', customer })
  if (refusal !== undefined) return refuseChange(services, req.raw, refusal)
  return jsonResponse(201, customerView(customer))
}

async function change(services: Services, { req }: Context<object, Path>): Promise<Response> {
  const phoneNumber = parsePhoneNumber(req.param('phoneNumber'))
  const market = phoneNumber && marketOf(phoneNumber)
  if (!phoneNumber || !market) return refuseChange(services, req.raw, 'customerUnknown')
  const parsed = await parseJson(req.raw, Profile, CHANGE_EXAMPLE)
  if ('wrong' in parsed) return refuseBody(services, req.raw, parsed)
  const { cards: names, ...profile } = parsed.value
  const cards = cardsOf(market, names)
  if ('wrong' in cards) return refuseBody(services, req.raw, cards)
  const { refusal, state } = await services.directoryService.decide({
    type: 'change-customer',
    phoneNumber,
    changes: { ...profile, ...cards },
  })
  if (refusal !== undefined) return refuseChange(services, req.raw, refusal)
  const changed = state?.customers.find((each) => each.phoneNumber === phoneNumber)
  if (!changed) throw new Error('a customer was changed and is not there')
  return jsonResponse(200, customerView(changed))
}

async function remove(services: Services, { req }: Context<object, Path>): Promise<Response> {
  const phoneNumber = parsePhoneNumber(req.param('phoneNumber'))
  if (!phoneNumber) return refuseChange(services, req.raw, 'customerUnknown')
  const command = { type: 'remove-customer', phoneNumber } as const
  const { refusal } = await services.directoryService.decide(command)
  if (refusal !== undefined) return refuseChange(services, req.raw, refusal)
  return new Response(null, { status: 204 })
}

function customerView(customer: TestCustomer): CustomerView {
  return { name: nameOf(customer), ...customer }
}

/** The cards that are named or described; nothing when there is nothing about them. */
function cardsOf(
  market: Market,
  wished: readonly (string | TestCard)[] | undefined,
): { readonly cards?: readonly TestCard[] } | WrongBody {
  if (!wished) return {}
  const known: readonly TestCard[] = CARDS_OF_MARKET[market]
  const cards: TestCard[] = []
  for (const wish of wished) {
    const card = typeof wish === 'string' ? known.find(({ name }) => name === wish) : wish
    if (!card) {
      const names = known.map(({ name }) => name).join(', ')
      const wrong = `No card is called ${JSON.stringify(wish)}. Known are ${names}; or describe one.`
      return { wrong, members: [{ name: 'cards', reason: wrong }] }
    }
    cards.push(card)
  }
  return { cards }
}
