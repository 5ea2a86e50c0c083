import { Alert, Button, Group, Text } from '@mantine/core'

interface QueryProblemProps {
  readonly error: Error
  readonly retry?: () => void
}

/** What the server said instead of an answer, and a way to ask again. */
export function QueryProblem({ error, retry }: QueryProblemProps): React.ReactNode {
  return (
    <Alert color="red" title="That did not work" role="alert">
      <Group justify="space-between">
        <Text size="sm">{error.message}</Text>
        {retry && (
          <Button size="xs" variant="default" onClick={retry}>
            Try again
          </Button>
        )}
      </Group>
    </Alert>
  )
}
