import { readFile } from 'node:fs/promises'
import { getCACertificates, rootCertificates } from 'node:tls'

/**
 * Where systems keep the certificates they trust, as one PEM file.
 *
 * @see https://go.dev/src/crypto/x509/root_linux.go
 */
const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
] as const

/** The certificates in a PEM file; empty when it cannot be read or holds none. */
export async function readCertificates(path: string): Promise<readonly string[]> {
  try {
    return parseCertificates(await readFile(path, 'utf8'))
  } catch {
    return []
  }
}

/**
 * The roots that programs on this machine trust when nobody tells them otherwise: the first
 * well-known bundle that holds any, or else Node's own together with what the system's store offers
 * (Windows has no bundle file).
 */
export async function readSystemRoots(): Promise<readonly string[]> {
  for (const path of SYSTEM_BUNDLES) {
    const certificates = await readCertificates(path)
    if (certificates.length > 0) return certificates
  }
  return [...new Set([...rootCertificates, ...getCACertificates('system')])]
}

/** Every certificate in a PEM text, in order, without comments and keys. */
function parseCertificates(pem: string): readonly string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
}
