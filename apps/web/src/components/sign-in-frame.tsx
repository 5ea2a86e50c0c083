import { Box, Container, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { KvittLogo } from './kvitt-logo.tsx'

interface SignInFrameProps {
  /** Of the program that somebody signs in to. */
  readonly program: string
  readonly title: string
  /** What stands at the end of the head: languages, colours. */
  readonly controls: React.ReactNode
  readonly children: React.ReactNode
}

/** The page around a form to sign in with. */
export function SignInFrame(props: SignInFrameProps): React.ReactNode {
  const { program, title, controls, children } = props
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
          <Text fw={650}>{program}</Text>
        </Group>
        <Group gap="xs">{controls}</Group>
      </Group>
      <Container component="main" size={440} px="md" py="xl">
        <Paper withBorder shadow="sm" radius="lg" p={{ base: 'md', xs: 'xl' }}>
          <Stack>
            <Title order={1} size="h2">
              {title}
            </Title>
            {children}
          </Stack>
        </Paper>
      </Container>
    </Box>
  )
}
