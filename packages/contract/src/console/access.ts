import { z } from 'zod'

/** What somebody may do in the support console; each may do what those before it may. */
export const CONSOLE_ROLES = ['read', 'handle', 'administer'] as const
export type ConsoleRole = (typeof CONSOLE_ROLES)[number]

/** How many characters a password has at least. */
export const PASSWORD_LENGTH_MIN = 12
/** Hashing takes time: nobody may make it take longer. */
const PASSWORD_LENGTH_MAX = 200
const Password = z.string().min(1).max(PASSWORD_LENGTH_MAX)
const Name = z.string().min(1).max(100)
const Role = z.enum(CONSOLE_ROLES)

export const SignInRequest = z.strictObject({ name: Name, password: Password })
export type SignInRequest = z.infer<typeof SignInRequest>

export const ChangePasswordRequest = z.strictObject({ current: Password, password: Password })
export type ChangePasswordRequest = z.infer<typeof ChangePasswordRequest>

export const CreateUserRequest = z.strictObject({ name: Name, role: Role })
export type CreateUserRequest = z.infer<typeof CreateUserRequest>

export const ChangeUserRequest = z
  .strictObject({ role: Role.exactOptional(), isActive: z.boolean().exactOptional() })
  .refine(({ role, isActive }) => (role === undefined) !== (isActive === undefined), {
    error: 'Change either the role or whether the user is active.',
  })
export type ChangeUserRequest = z.infer<typeof ChangeUserRequest>

/** How one can sign in besides with a name and a password. */
export interface SignInOptions {
  readonly openid?: { readonly label: string }
}

/** Who is signed in. */
export interface ConsoleSession {
  readonly user: { readonly name: string; readonly role: ConsoleRole }
  readonly hasPassword: boolean
  /** Nothing else can be done before. */
  readonly mustChangePassword: boolean
}

export interface ConsoleUserView {
  readonly name: string
  readonly role: ConsoleRole
  readonly isActive: boolean
  readonly hasPassword: boolean
  readonly mustChangePassword: boolean
  /** RFC 3339. */
  readonly createdAt: string
}

export interface ConsoleUserList {
  readonly users: readonly ConsoleUserView[]
}

/** A password that is told this once, and has to be changed by its user. */
export interface OneTimePassword {
  readonly user: ConsoleUserView
  readonly password: string
}

export const AUDIT_ACTIONS = [
  'create',
  'capture',
  'refund',
  'cancel',
  'cancelled',
  'read-wanted',
  'attention-cleared',
  'refunded-otherwise',
  'information-recorded',
  'reconciliation-cleared',
  'user-created',
  'role-changed',
  'user-deactivated',
  'user-reactivated',
  'password-reset',
  'password-changed',
] as const
export type AuditActionName = (typeof AUDIT_ACTIONS)[number]

export interface AuditEntryView {
  /** RFC 3339. */
  readonly at: string
  /** The name of an employee, `server` or `openid`. */
  readonly by: string
  readonly action: AuditActionName
  readonly order?: { readonly merchantSerialNumber: string; readonly number: string }
  readonly reference?: string
  /** Minor units. */
  readonly amount?: { readonly currency: string; readonly value: number }
  readonly reason?: string
  /** Of what somebody has looked at. */
  readonly attention?: string
  /** Who it was done to, and which role they have now. */
  readonly user?: string
  readonly role?: ConsoleRole
}

/** The newest first. */
export interface AuditPage {
  readonly entries: readonly AuditEntryView[]
  /** What to ask as `after` for those before. */
  readonly next?: string
}
