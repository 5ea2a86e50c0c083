/** What somebody may do in the support console; each may do what those before it may. */
export const CONSOLE_ROLES = ['read', 'handle', 'administer'] as const
export type ConsoleRole = (typeof CONSOLE_ROLES)[number]

/** Who is signed in. */
export interface ConsoleSession {
  readonly user: { readonly name: string; readonly role: ConsoleRole }
}
