import { Alert, Container } from '@mantine/core'
import { useRouteError } from 'react-router'

/** What is shown when a page itself fails. */
export function PageError(): React.ReactNode {
  const error = useRouteError()
  return (
    <Container component="main" size="xs" py="xl">
      <Alert color="red" title="This page has failed" role="alert">
        {error instanceof Error ? error.message : 'Load it again.'}
      </Alert>
    </Container>
  )
}
