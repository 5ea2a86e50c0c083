import { once } from 'node:events'
import { createServer as createPlainServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { getRequestListener } from '@hono/node-server'
import type { Fetch } from '@kvitt/sdk'
import { issueCertificate } from './issue-certificate.ts'

/** What is wrong with a certificate; `right` is trusted by this process and for `localhost`. */
export type Certificate = keyof typeof CERTIFICATES

const CERTIFICATES = {
  right: { host: 'localhost' },
  expired: { host: 'localhost', validFromDays: -60 },
  'not yet valid': { host: 'localhost', validFromDays: 30 },
  'other host': { host: 'elsewhere.example' },
  'self-signed': { host: 'localhost', isSelfSigned: true },
  'without its chain': { host: 'localhost' },
} as const

export interface OpenServer extends AsyncDisposable {
  /** At `localhost`, with its port. */
  readonly url: string
}

/** Serves over TLS on a free port of this machine, with a certificate of an authority of its own. */
export async function openTlsServer(certificate: Certificate, answer: Fetch): Promise<OpenServer> {
  const issued = await issueCertificate(CERTIFICATES[certificate])
  if (certificate !== 'without its chain') {
    setDefaultCACertificates([...getCACertificates('default'), issued.authority])
  }
  const keys = { cert: issued.certificate, key: issued.privateKey }
  const server = createTlsServer(keys, listener(answer))
  return { url: await listen(server, 'https'), [Symbol.asyncDispose]: () => close(server) }
}

/** Serves without TLS where TLS is expected. */
export async function openPlainServer(): Promise<OpenServer> {
  const server = createPlainServer((_request, response) => response.end('fine'))
  return { url: await listen(server, 'https'), [Symbol.asyncDispose]: () => close(server) }
}

function listener(answer: Fetch): RequestListener {
  const listen = getRequestListener(async (request) => answer(request))
  return (request, response) => void listen(request, response)
}

async function listen(server: Server, scheme: string): Promise<string> {
  server.listen(0, 'localhost')
  await once(server, 'listening')
  return `${scheme}://localhost:${(server.address() as AddressInfo).port}`
}

async function close(server: Server & { closeAllConnections?: () => void }): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections?.()
  await closed
}
