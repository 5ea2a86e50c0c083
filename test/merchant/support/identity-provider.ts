import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

export const OPENID_CLIENT = { clientId: 'kvitt', clientSecret: 'secret of the client' } as const
const SCOPES = 'openid email profile'

/** What the identity provider says of somebody; `sub` is who they are. */
export interface Person {
  readonly sub: string
  readonly [claim: string]: unknown
}

/** An identity provider of the test's own, where whoever is in front of it signs in at once. */
export interface IdentityProvider extends AsyncDisposable {
  readonly issuer: string
  /** Who signs in next. */
  person: Person
  /** What a browser does there: from where the console has sent it to where it is sent back. */
  visit(authorization: string): Promise<string>
}

export async function openIdentityProvider(redirectUri: string): Promise<IdentityProvider> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const opened: IdentityProvider = {
    issuer,
    person: { sub: 'nobody' },
    visit: (authorization) => visit(authorization, issuer),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  const provider = providerAt(issuer, redirectUri, () => opened.person)
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
    const login = { accountId: opened.person.sub }
    return void provider.interactionFinished(request, response, { login })
  })
  return opened
}

function providerAt(issuer: string, redirectUri: string, person: () => Person): Provider {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return new Provider(issuer, {
    clients: [
      {
        client_id: OPENID_CLIENT.clientId,
        client_secret: OPENID_CLIENT.clientSecret,
        redirect_uris: [redirectUri],
      },
    ],
    jwks: {
      keys: [{ ...privateKey.export({ format: 'jwk' }), kty: 'RSA', use: 'sig', alg: 'RS256' }],
    },
    cookies: { keys: ['signs the cookies of the test'] },
    pkce: { required: () => true },
    claims: { email: ['email', 'email_verified'], profile: ['preferred_username', 'roles'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...person(), sub }) }),
    // Nobody is asked whether the console may know who they are.
    async loadExistingGrant(context) {
      const accountId = context.oidc.session?.accountId ?? ''
      const { clientId } = OPENID_CLIENT
      const grant = new context.oidc.provider.Grant({ accountId, clientId })
      grant.addOIDCScope(SCOPES)
      await grant.save()
      return grant
    },
  })
}

const REDIRECTS_MAX = 10

async function visit(authorization: string, issuer: string): Promise<string> {
  const cookies = new Map<string, string>()
  let url = authorization
  for (let count = 0; count < REDIRECTS_MAX; count += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, { headers: { cookie }, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    if (location === null) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
    url = new URL(location, url).href
    if (!url.startsWith(issuer)) return url
  }
  throw new Error('the identity provider sends browsers about without end')
}
