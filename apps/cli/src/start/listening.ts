import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CliError } from '../cli-error.ts'

/** How long requests under way may take once the server is told to stop. */
const STOP_TIMEOUT_MS = 5_000

/** Whether an address is of this machine alone. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host)
}

interface Address {
  readonly host: string
  readonly port: number
}

/**
 * Begins to listen; resolves with the port, which may have been chosen freely.
 *
 * @param portChoice how somebody chooses another port, as what is to be typed
 * @throws CliError when the address cannot be had
 */
export function listen(
  server: Server,
  { host, port }: Address,
  portChoice: (port: number) => string,
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(listenError(error, { host, port }, portChoice)),
    )
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}

function listenError(
  { code, message }: NodeJS.ErrnoException,
  { host, port }: Address,
  portChoice: (port: number) => string,
): Error {
  const next = port === 65_535 ? 0 : port + 1
  const words: Readonly<Record<string, string>> = {
    EADDRINUSE:
      `Port ${port} is taken, perhaps by another Kvitt. ` +
      `Stop that one, or choose another port: ${portChoice(next)}`,
    EACCES: `Port ${port} is not yours to use. Choose one above 1023.`,
    EADDRNOTAVAIL: `${host} is not an address of this machine. Leave the host out.`,
    ENOTFOUND: `${host} is not an address of this machine. Leave the host out.`,
  }
  return new CliError(words[code ?? ''] ?? message)
}

/** Lets requests under way finish, for a while. */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), STOP_TIMEOUT_MS)
  await closed
  clearTimeout(timer)
}
