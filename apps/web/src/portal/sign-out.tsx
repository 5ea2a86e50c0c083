import { NavLink } from '@mantine/core'
import { goToSignIn, PORTAL } from '../sign-in-address.ts'
import { useSession, useSignOut } from './session-queries.ts'

/** Ends the session, where there is one. */
export function SignOut(): React.ReactNode {
  const { data: session } = useSession()
  const { mutate, isPending } = useSignOut()
  if (!session?.required || session.expiresAt === null) return null
  return (
    <NavLink
      component="button"
      label="Sign out"
      mt="auto"
      disabled={isPending}
      onClick={() => mutate(undefined, { onSuccess: () => goToSignIn(PORTAL) })}
    />
  )
}
