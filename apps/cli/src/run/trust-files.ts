import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { encodeJavaTrustStore } from './java-trust-store.ts'
import { readCertificates, readSystemRoots } from './system-roots.ts'

/** Absolute paths of the files that make each kind of client trust the run's authority. */
export type TrustFiles = {
  /** The authority's certificate alone. */
  authority: string
  /** For `SSL_CERT_FILE`, `CURL_CA_BUNDLE` and `REQUESTS_CA_BUNDLE`, which replace the roots. */
  sslCertFile: string
  curlCaBundle: string
  requestsCaBundle: string
  /** For `NODE_EXTRA_CA_CERTS` and `DENO_CERT`, which add to the roots. */
  nodeExtraCaCerts: string
  denoCert: string
  /** A directory with one ini file, for `PHP_INI_SCAN_DIR`. */
  phpIniDirectory: string
  /** Type `JKS`, password `changeit`. */
  javaTrustStore: string
}

/**
 * Makes a directory that only this user can enter (`mkdtemp` gives it mode 0700). It is removed when
 * disposed of, and also when the process exits before that. Only public certificates go there.
 */
export async function createTrustDirectory(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'kvitt-run-'))
  const removeAtExit = (): void => rmSync(path, { recursive: true, force: true })
  process.once('exit', removeAtExit)
  return {
    path,
    [Symbol.asyncDispose]: async () => {
      await rm(path, { recursive: true, force: true })
      process.off('exit', removeAtExit)
    },
  }
}

/**
 * Writes every trust file into `directory`.
 *
 * A file that replaces a client's roots holds what that client would have used: the user's own file
 * when `environment` names one, else the system's roots; so other hosts are trusted exactly as
 * before. A file that adds to the roots keeps what the user's own one adds. A user's file without
 * a readable certificate is reported through `onNotice` and passed over.
 */
export async function writeTrustFiles(options: {
  directory: string
  authority: string
  environment: NodeJS.ProcessEnv
  now: Date
  onNotice: (line: string) => void
}): Promise<TrustFiles> {
  const { directory, authority, environment } = options
  const system = await readSystemRoots()
  const own = async (name: string): Promise<readonly string[] | undefined> => {
    const path = environment[name]
    if (path === undefined || path === '') return undefined
    const certificates = await readCertificates(path)
    if (certificates.length > 0) return certificates
    options.onNotice(`${name}=${path} holds no certificate that could be read; it is passed over.`)
    return undefined
  }
  const write = async (name: string, content: string | Buffer): Promise<string> => {
    const path = join(directory, name)
    await writeFile(path, content)
    return path
  }
  const writeBundle = (name: string, roots: readonly string[]): Promise<string> =>
    write(name, [...roots, authority].join('\n'))

  const openssl = (await own('SSL_CERT_FILE')) ?? system
  const curl = (await own('CURL_CA_BUNDLE')) ?? openssl
  const requests = (await own('REQUESTS_CA_BUNDLE')) ?? curl
  const sslCertFile = await writeBundle('ssl-cert-file.pem', openssl)
  const phpIniDirectory = join(directory, 'php')
  await mkdir(phpIniDirectory)
  await write(join('php', 'kvitt-run.ini'), phpIni(sslCertFile))
  return {
    authority: await write('authority.pem', authority),
    sslCertFile,
    curlCaBundle: await writeBundle('curl-ca-bundle.pem', curl),
    requestsCaBundle: await writeBundle('requests-ca-bundle.pem', requests),
    nodeExtraCaCerts: await writeBundle(
      'node-extra-ca-certs.pem',
      (await own('NODE_EXTRA_CA_CERTS')) ?? [],
    ),
    denoCert: await writeBundle('deno-cert.pem', (await own('DENO_CERT')) ?? []),
    phpIniDirectory,
    javaTrustStore: await write(
      'java-trust-store.jks',
      encodeJavaTrustStore([...openssl, authority], options.now),
    ),
  }
}

function phpIni(bundle: string): string {
  return ['curl.cainfo', 'openssl.cafile'].map((name) => `${name}="${bundle}"\n`).join('')
}
