import { Anchor, Container, Stack, Text, Title } from '@mantine/core'

/** An address that leads nowhere. */
export function NotFoundPage(): React.ReactNode {
  return (
    <Container component="main" size="xs" py="xl">
      <Stack>
        <Title order={1}>There is no such page</Title>
        <Text>
          Go to <Anchor href="/portal">the portal</Anchor> or{' '}
          <Anchor href="/docs">the API reference</Anchor>.
        </Text>
      </Stack>
    </Container>
  )
}
