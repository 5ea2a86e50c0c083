import type { Directory } from '@kvitt/provider'
import { DEFAULT_URL } from '../command-options.ts'
import type { StoreChoice } from './open-store.ts'

/** What a program needs to know of an environment that is ready. */
export function readyObject(publicUrl: URL, { keySets, customers }: Directory): object {
  return {
    url: publicUrl.origin,
    portal: new URL('/portal', publicUrl).href,
    phone: new URL('/phone', publicUrl).href,
    docs: new URL('/docs', publicUrl).href,
    control: new URL('/_kvitt/v1', publicUrl).href,
    keys: keySets.map(({ clientId, clientSecret, subscriptionKeys, salesUnits }) => ({
      clientId,
      clientSecret,
      subscriptionKey: subscriptionKeys[0],
      salesUnits: salesUnits.map(({ msn, name, market }) => ({ msn, name, market })),
    })),
    customers: customers.map((customer) => ({
      phoneNumber: customer.phoneNumber,
      name: `${customer.firstName} ${customer.lastName}`,
      market: customer.market,
    })),
  }
}

/** What a person sees when the environment is ready: where it is, its keys, a first payment. */
export function banner(
  publicUrl: URL,
  directory: Directory,
  choice: StoreChoice & { readonly adminToken?: string },
): string {
  const [keySet] = directory.keySets
  if (!keySet) return `Kvitt is ready on ${publicUrl.origin}`
  const units = keySet.salesUnits.map(
    ({ msn, name, market }) =>
      `    ${msn}  ${market}  ${name}, customer ${customerIn(directory, market)}`,
  )
  return `
Kvitt is ready: Vipps MobilePay on your own machine. No money moves.

  API              ${publicUrl.origin}
  Portal           ${new URL('/portal', publicUrl).href}${choice.adminToken === undefined ? '' : ', sign in with the admin token'}
  Phone            ${new URL('/phone', publicUrl).href}
  Reference        ${new URL('/docs', publicUrl).href}
  Data             ${dataInWords(choice)}

  client_id                  ${keySet.clientId}
  client_secret              ${keySet.clientSecret}
  Ocp-Apim-Subscription-Key  ${keySet.subscriptionKeys[0]}

  Merchant-Serial-Number
${units.join('\n')}

Your first payment, to paste into another terminal:

${firstPayment(publicUrl, keySet)}

Then approve it as the customer: npx kvitt pay my-first-payment${at(publicUrl)}, or on the phone
A client with built-in hosts:    npx kvitt run${at(publicUrl)} -- node shop.js
Stop with Ctrl-C.
`
}

/** What a command needs to find this environment. */
function at({ origin }: URL): string {
  return origin === DEFAULT_URL ? '' : ` --url ${origin}`
}

interface DemoAddresses {
  readonly merchantPort: number
  readonly shopPort: number
  readonly backRoomPassword: string
  readonly consolePassword: string
}

/** What a program needs to know of the demo shop. */
export function demoObject(demo: DemoAddresses): object {
  const { shop, paymentServer, console, backRoom } = addressesOf(demo)
  return {
    shop,
    paymentServer,
    console: { url: console, name: 'admin', password: demo.consolePassword },
    backRoom: { url: backRoom, password: demo.backRoomPassword },
  }
}

/** What a person sees when the demo shop is open. */
export function demoBanner(demo: DemoAddresses): string {
  const { shop, console, backRoom } = addressesOf(demo)
  return `The demo shop is open. Buy something, and pay on the phone:

  Shop             ${shop}
  Back room        ${backRoom}, password ${demo.backRoomPassword}
  Console          ${console}, as admin with ${demo.consolePassword}
`
}

function addressesOf({ merchantPort, shopPort }: DemoAddresses) {
  const shop = `http://localhost:${shopPort}`
  const paymentServer = `http://localhost:${merchantPort}`
  return { shop, paymentServer, console: `${paymentServer}/console`, backRoom: `${shop}/back-room` }
}

function customerIn({ customers }: Directory, market: string): string {
  return customers.find((customer) => customer.market === market)?.phoneNumber ?? 'none'
}

/** Without what follows the user in a database's address: the password is in it. */
function dataInWords({ data, database, memory }: StoreChoice): string {
  if (database !== undefined) {
    const { host, pathname } = new URL(database)
    return `PostgreSQL ${host}${pathname}`
  }
  return memory ? 'in memory, gone at the end' : data
}

function firstPayment({ origin }: URL, keySet: Directory['keySets'][number]): string {
  const { clientId, clientSecret, subscriptionKeys, salesUnits } = keySet
  const common = `  -H 'Ocp-Apim-Subscription-Key: ${subscriptionKeys[0]}'`
  return `TOKEN=$(curl -s -X POST ${origin}/accesstoken/get \\
  -H 'client_id: ${clientId}' -H 'client_secret: ${clientSecret}' \\
${common} | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')

curl -X POST ${origin}/epayment/v1/payments \\
  -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
${common} \\
  -H 'Merchant-Serial-Number: ${salesUnits[0]?.msn}' -H 'Idempotency-Key: my-first-key' \\
  -d '{"amount":{"currency":"NOK","value":49900},"paymentMethod":{"type":"WALLET"},
       "reference":"my-first-payment","userFlow":"WEB_REDIRECT",
       "returnUrl":"https://example.com/thanks","paymentDescription":"One pair of socks"}'`
}
