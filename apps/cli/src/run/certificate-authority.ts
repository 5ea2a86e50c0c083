// @peculiar/x509 resolves its algorithms through decorators' metadata, which must exist first.
import 'reflect-metadata'

import { webcrypto } from 'node:crypto'

import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'

const KEY_ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const
const SIGNATURE_ALGORITHM = { name: 'ECDSA', hash: 'SHA-256' } as const
const DAY_MS = 24 * 60 * 60 * 1000
const VALID_DAYS = 30
const NAME_CONSTRAINTS_OID = '2.5.29.30'

/** What a TLS server needs to answer for the hosts, and what a client needs to believe it. */
export type IssuedCertificates = {
  /** The authority's certificate, PEM. The only part that is ever written to disk. */
  authority: string
  /** The servers' certificate, PEM: one for all hosts. */
  certificate: string
  /** The private key of `certificate`, PKCS #8 PEM. */
  privateKey: string
}

/**
 * Makes an authority that lives for one run and lets it issue a single certificate for `hosts`.
 *
 * The authority's private key cannot be exported and is forgotten when this function returns, and
 * name constraints confine the authority to `hosts`: trusting it opens nothing else. The extensions
 * are those that OpenSSL's strict mode (Python 3.13's default), Go and Java ask for. Valid from a
 * day before `now`, for machines whose clocks differ, and for 30 days.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5280#section-4.2
 */
export async function issueCertificates(
  hosts: readonly [string, ...string[]],
  now: Date,
): Promise<IssuedCertificates> {
  const validity = {
    notBefore: new Date(now.getTime() - DAY_MS),
    notAfter: new Date(now.getTime() + VALID_DAYS * DAY_MS),
    signingAlgorithm: SIGNATURE_ALGORITHM,
  }
  const authorityKeys = await webcrypto.subtle.generateKey(KEY_ALGORITHM, false, ['sign', 'verify'])
  const authority = await X509CertificateGenerator.createSelfSigned({
    ...validity,
    name: 'CN=Kvitt run authority',
    keys: authorityKeys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(authorityKeys.publicKey),
      new Extension(NAME_CONSTRAINTS_OID, true, encodePermittedNames(hosts)),
    ],
  })
  const keys = await webcrypto.subtle.generateKey(KEY_ALGORITHM, true, ['sign', 'verify'])
  const certificate = await X509CertificateGenerator.create({
    ...validity,
    subject: `CN=${hosts[0]}`,
    issuer: authority.subject,
    publicKey: keys.publicKey,
    signingKey: authorityKeys.privateKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(hosts.map((host) => ({ type: 'dns', value: host }))),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(authorityKeys.publicKey),
    ],
  })
  const privateKey = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey))
  return {
    authority: `${authority.toString('pem')}\n`,
    certificate: `${certificate.toString('pem')}\n`,
    privateKey: encodePem('PRIVATE KEY', privateKey),
  }
}

/** `NameConstraints` with `hosts` as the permitted DNS names; the library has no class for it. */
function encodePermittedNames(hosts: readonly string[]): Buffer<ArrayBuffer> {
  const subtrees = hosts.map((host) => encodeDer(0x30, encodeDer(0x82, Buffer.from(host, 'ascii'))))
  return encodeDer(0x30, encodeDer(0xa0, Buffer.concat(subtrees)))
}

function encodeDer(tag: number, content: Buffer): Buffer<ArrayBuffer> {
  if (content.length > 127) throw new RangeError('a short-form DER length ends at 127 bytes')
  return Buffer.concat([Buffer.from([tag, content.length]), content])
}

function encodePem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}
