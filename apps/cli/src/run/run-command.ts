import { issueCertificates } from './certificate-authority.ts'
import { runChild } from './child-process.ts'
import { startConnectProxy } from './connect-proxy.ts'
import { createRunEnvironment } from './environment.ts'
import { REDIRECTED_HOSTS } from './redirected-hosts.ts'
import { requireServer, requireUsableUrl } from './server-check.ts'
import { startTlsTerminator } from './tls-terminator.ts'
import { createTrustDirectory, writeTrustFiles } from './trust-files.ts'
import { readUserProxy } from './user-proxy.ts'

export { RunError } from './server-check.ts'

/**
 * Runs an unmodified Vipps MobilePay client against the Kvitt server at `url`: what it sends to
 * apitest.vipps.no and api.vipps.no arrives there, everything else goes where it always went.
 *
 * @param options.url the Kvitt server's origin, `http:` or `https:`
 * @param options.command the program and its arguments; no shell is involved
 * @param options.environment the environment the command would have had
 * @param options.onNotice takes lines meant for the user, without prefix or line end; they are lost
 *   when it is left out
 * @returns the command's exit code: 128 + n when signal n ended it, 127 when there is no such
 *   command, 126 when it cannot be executed
 * @throws {RunError} before anything is started, when `url` cannot be used (`URL_UNUSABLE`) or
 *   nothing answers there (`SERVER_UNREACHABLE`); the message says what to do
 *
 * Everything made for the run (certificates, ports, files) is gone when the promise settles.
 */
export async function runCommand(options: {
  url: URL
  command: readonly [string, ...string[]]
  environment: NodeJS.ProcessEnv
  onNotice?: (line: string) => void
}): Promise<number> {
  const { url, command, environment, onNotice = () => undefined } = options
  requireUsableUrl(url)
  await requireServer(url)

  await using resources = new AsyncDisposableStack()
  const now = new Date()
  const certificates = await issueCertificates(REDIRECTED_HOSTS, now)
  const terminator = resources.use(
    await startTlsTerminator({ target: url, certificates, onNotice }),
  )
  const proxy = resources.use(
    await startConnectProxy({
      target: url,
      tlsPort: terminator.port,
      userProxy: readUserProxy(environment, onNotice),
    }),
  )
  const directory = resources.use(await createTrustDirectory())
  const files = await writeTrustFiles({
    directory: directory.path,
    authority: certificates.authority,
    environment,
    now,
    onNotice,
  })
  return await runChild({
    command,
    environment: createRunEnvironment(environment, {
      proxyPort: proxy.port,
      tlsPort: terminator.port,
      files,
    }),
    onNotice,
  })
}
