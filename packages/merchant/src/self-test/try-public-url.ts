import type { Services } from '../services.ts'
import { connectionFault } from './connection-fault.ts'
import type { Fault } from './finding.ts'
import { newNonce, PROOF_PATH } from './proof.ts'
import { reach, type Reached } from './reach.ts'

/** What a browser and the provider reach without encryption, and nobody else does. */
const NEAR_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])$/

/**
 * Calls the public URL as the provider would: https on port 443, no redirect, and it is this server
 * that answers. A server on the reader's own machine needs no encryption.
 */
export async function tryPublicUrl(
  services: Pick<Services, 'fetch' | 'clock' | 'random' | 'configuration'>,
): Promise<Fault | undefined> {
  const { publicUrl } = services.configuration
  const fault = faultOfAddress(publicUrl)
  if (fault) return fault
  const nonce = newNonce(services.random)
  const url = new URL(`${PROOF_PATH}/${nonce}`, publicUrl)
  return faultOf(await reach(services, new Request(url), nonce), url)
}

function faultOfAddress({ protocol, hostname, port }: URL): Fault | undefined {
  if (NEAR_HOST.test(hostname)) return undefined
  if (protocol !== 'https:') return wrong('notHttps', ADVICE.notHttps)
  return port === '' ? undefined : wrong('notPort443', ADVICE.notPort443)
}

function faultOf(reached: Reached, url: URL): Fault | undefined {
  if ('failure' in reached) return connectionFault(reached.failure, url)
  const { status, location, isProven } = reached
  if (status >= 300 && status < 400) {
    const to =
      location === undefined ? '' : ` to ${URL.parse(location, url)?.origin ?? 'elsewhere'}`
    return wrong('redirected', `${url.origin} redirects${to}. ${ADVICE.redirected}`)
  }
  if (isProven) return undefined
  return wrong('otherServer', `${url.origin} answers with status ${status}. ${ADVICE.otherServer}`)
}

function wrong(code: string, advice: string): Fault {
  return { item: 'publicUrl', code, advice }
}

const ADVICE = {
  notHttps:
    'publicUrl must begin with https://: webhooks and customers come from beyond this machine.',
  notPort443:
    'publicUrl must have no port: webhooks are sent to port 443, that of https. Let a proxy listen there.',
  redirected:
    'Webhooks follow no redirects: publicUrl must be the address that answers, with or without www as it is there.',
  otherServer:
    'It is not this server that answers. Have whatever stands before it pass on the paths below /webhooks.',
} as const
