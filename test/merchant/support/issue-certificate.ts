// @peculiar/x509 resolves its algorithms through decorators' metadata, which must exist first.
import 'reflect-metadata'

import { webcrypto } from 'node:crypto'
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const DAY_MS = 24 * 60 * 60 * 1_000
const VALID_DAYS = 30

/** What a server shows, and what its clients have to trust; PEM. */
export interface IssuedCertificate {
  readonly authority: string
  readonly certificate: string
  readonly privateKey: string
}

/** Issues a certificate for one host, by an authority of its own or by itself. */
export async function issueCertificate({
  host,
  validFromDays = -1,
  isSelfSigned = false,
}: {
  readonly host: string
  /** From today, negative for the past; it is valid for 30 days. */
  readonly validFromDays?: number
  readonly isSelfSigned?: boolean
}): Promise<IssuedCertificate> {
  const notBefore = new Date(Date.now() + validFromDays * DAY_MS)
  const notAfter = new Date(notBefore.getTime() + VALID_DAYS * DAY_MS)
  const validity = { notBefore, notAfter, signingAlgorithm: ALGORITHM }
  const names = new SubjectAlternativeNameExtension([{ type: 'dns', value: host }])
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const privateKey = pemOf(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey))
  const authorityKeys = await webcrypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify'])
  const authority = await X509CertificateGenerator.createSelfSigned({
    ...validity,
    // Two of one name would be taken for each other.
    name: `CN=Authority ${webcrypto.randomUUID()}`,
    keys: authorityKeys,
    extensions: [new BasicConstraintsExtension(true, 0, true)],
  })
  const leaf = isSelfSigned
    ? await X509CertificateGenerator.createSelfSigned({
        ...validity,
        name: `CN=${host}`,
        keys,
        extensions: [names],
      })
    : await X509CertificateGenerator.create({
        ...validity,
        subject: `CN=${host}`,
        issuer: authority.subject,
        publicKey: keys.publicKey,
        signingKey: authorityKeys.privateKey,
        extensions: [names],
      })
  return { authority: authority.toString('pem'), certificate: leaf.toString('pem'), privateKey }
}

function pemOf(der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n')
}
