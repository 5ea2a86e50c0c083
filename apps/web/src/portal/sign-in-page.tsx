import { Alert, Button, Code, PasswordInput, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useEffect } from 'react'
import { ColorSchemeSwitch } from '../components/color-scheme-switch.tsx'
import { SignInFrame } from '../components/sign-in-frame.tsx'
import { placeAfterSignIn, PORTAL } from '../sign-in-address.ts'
import { useSession, useSignIn } from './session-queries.ts'

/** Asks for the admin token, once, and goes back to where somebody wanted to be. */
export function SignInPage(): React.ReactNode {
  const { data: session } = useSession()
  const isNeeded = session?.required !== false && !session?.expiresAt
  useEffect(() => {
    if (!isNeeded) goOn()
  }, [isNeeded])
  return (
    <SignInFrame program="Kvitt" title="Sign in" controls={<ColorSchemeSwitch />}>
      <Text c="dimmed">
        This test environment is shared. Whoever has its admin token may see and change everything
        in it; no money moves.
      </Text>
      <SignInForm />
    </SignInFrame>
  )
}

function SignInForm(): React.ReactNode {
  const { mutate, error, isPending, isSuccess } = useSignIn()
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { token: '' },
    validate: { token: (token) => (token === '' ? 'Type the admin token.' : null) },
  })
  const submit = form.onSubmit(({ token }) => mutate(token, { onSuccess: goOn }))
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <PasswordInput
          label="Admin token"
          description={
            <>
              What Kvitt was started with, as <Code>KVITT_ADMIN_TOKEN</Code>.
            </>
          }
          autoComplete="current-password"
          data-autofocus
          autoFocus
          {...form.getInputProps('token')}
        />
        {error && (
          <Alert color="red" role="alert">
            {error.message}
          </Alert>
        )}
        <Button type="submit" loading={isPending || isSuccess}>
          Sign in
        </Button>
      </Stack>
    </form>
  )
}

/** All over again: what was refused before is asked for anew. */
function goOn(): void {
  window.location.replace(placeAfterSignIn(PORTAL, window.location.search))
}
