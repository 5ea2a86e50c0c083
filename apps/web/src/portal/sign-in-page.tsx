import {
  Alert,
  Box,
  Button,
  Code,
  Container,
  Group,
  Paper,
  PasswordInput,
  Stack,
  Text,
  Title,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { useEffect } from 'react'
import { ColorSchemeSwitch } from '../components/color-scheme-switch.tsx'
import { KvittLogo } from '../components/kvitt-logo.tsx'
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
    <Box mih="100dvh" bg="var(--kvitt-ground)">
      <Group
        component="header"
        justify="space-between"
        px="md"
        py="xs"
        bg="var(--mantine-color-body)"
      >
        <Group gap="xs">
          <KvittLogo />
          <Text fw={650}>Kvitt</Text>
        </Group>
        <ColorSchemeSwitch />
      </Group>
      <Container component="main" size={440} px="md" py="xl">
        <Paper withBorder shadow="sm" radius="lg" p={{ base: 'md', xs: 'xl' }}>
          <Stack>
            <Title order={1} size="h2">
              Sign in
            </Title>
            <Text c="dimmed">
              This test environment is shared. Whoever has its admin token may see and change
              everything in it; no money moves.
            </Text>
            <SignInForm />
          </Stack>
        </Paper>
      </Container>
    </Box>
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
