import { CONSOLE_ROLES, PASSWORD_LENGTH_MIN } from '@kvitt/contract'
import { CONSOLE_USER_NAME_PATTERN } from '@kvitt/domain'
import { z } from 'zod'

const Text = z.string().min(1).max(500)
const Role = z.enum(CONSOLE_ROLES)
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

const Issuer = z.url().refine(
  (text) => {
    const { protocol, hostname } = new URL(text)
    return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname))
  },
  { error: 'must be https, or http on this machine' },
)

/** Who may use the support console, as a configuration says it. */
export const ConsoleConfig = z.strictObject({
  administrator: z
    .strictObject({
      name: z
        .string()
        .regex(CONSOLE_USER_NAME_PATTERN, 'must be 2 to 60 letters, digits, and . _ @ + -'),
      password: z.string().min(PASSWORD_LENGTH_MIN).max(200),
    })
    .exactOptional(),
  proxies: z.int().min(0).max(10).exactOptional(),
  openid: z
    .strictObject({
      issuer: Issuer,
      clientId: Text,
      clientSecret: Text,
      label: Text.max(60).default('OpenID Connect'),
      scope: z
        .string()
        .regex(/(?:^| )openid(?: |$)/, 'must have openid among its words')
        .exactOptional(),
      roleClaim: Text.exactOptional(),
      roles: z.record(z.string(), Role).default({}),
      defaultRole: Role.exactOptional(),
      allowedDomains: z.array(Text).max(50).exactOptional(),
    })
    .refine(
      ({ roles, defaultRole }) => Object.keys(roles).length > 0 || defaultRole !== undefined,
      { error: 'must say what people may do: roles, defaultRole or both' },
    )
    .exactOptional(),
})
