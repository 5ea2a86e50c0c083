import { createServer, type TLSSocket } from 'node:tls'

import type { IssuedCertificates } from './certificate-authority.ts'
import { problemAnswer } from './problem-answer.ts'
import { explainUnreachable } from './server-check.ts'
import {
  endpointOf,
  ignoreErrors,
  joinSockets,
  listenOnLoopback,
  type LoopbackServer,
  openConnection,
} from './sockets.ts'

const HANDSHAKE_TIMEOUT_MS = 10_000
const DRAIN_TIMEOUT_MS = 5_000
/** Above what a load test opens, below what exhausts a default file-descriptor limit twice over. */
const CONNECTIONS_MAX = 4_096

/**
 * Listens on loopback as the hosts of the certificate and carries what clients send, decrypted but
 * otherwise byte for byte, to `target`. HTTP is not read, so keep-alive, chunks, `100-continue` and
 * the case of headers arrive as they were sent. HTTP/1.1 is the only protocol offered.
 *
 * When `target` cannot be reached a client gets a 502 that says what to do. Once, a client that does
 * not trust the certificate is reported through `onNotice`.
 */
export async function startTlsTerminator(options: {
  target: URL
  certificates: IssuedCertificates
  onNotice: (line: string) => void
}): Promise<LoopbackServer> {
  const { target, certificates, onNotice } = options
  const server = createServer({
    key: certificates.privateKey,
    cert: certificates.certificate,
    ALPNProtocols: ['http/1.1'],
    allowHalfOpen: true,
    handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
  })
  let distrustReported = false
  server.on('tlsClientError', (error: NodeJS.ErrnoException, socket) => {
    socket.destroy()
    if (distrustReported || !isDistrust(error)) return
    distrustReported = true
    onNotice(
      'a client does not trust the certificate that stands in for Vipps MobilePay. ' +
        'Give it the file named by KVITT_RUN_CA_CERTIFICATE as an extra certificate authority.',
    )
  })
  server.on('secureConnection', (socket) => void relay(socket, target))
  return await listenOnLoopback(server, CONNECTIONS_MAX)
}

async function relay(client: TLSSocket, target: URL): Promise<void> {
  ignoreErrors(client)
  try {
    joinSockets(client, await openConnection(endpointOf(target)))
  } catch (error) {
    answerUnreachable(client, explainUnreachable(target, error))
  }
}

/**
 * Answers when the request has begun, since a client may take an answer to nothing for an error,
 * and then reads on: closing with unread bytes would reset the connection and lose the answer.
 */
function answerUnreachable(client: TLSSocket, message: string): void {
  client.setTimeout(DRAIN_TIMEOUT_MS, () => client.destroy())
  client.once('data', () => client.end(problemAnswer(502, message)))
  client.once('end', () => client.end())
}

/** The alerts that OpenSSL, Go, Java and the like send when they refuse a certificate. */
function isDistrust(error: NodeJS.ErrnoException): boolean {
  return /ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|CERTIFICATE_EXPIRED)$/.test(
    error.code ?? '',
  )
}
