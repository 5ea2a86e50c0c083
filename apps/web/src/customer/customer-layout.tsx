import { Container, Paper } from '@mantine/core'
import { Outlet } from 'react-router'
import { CustomerFrame } from './customer-frame.tsx'

/** The layout of the pages before the app: a narrow sheet below what says what this is. */
export function CustomerLayout(): React.ReactNode {
  return (
    <CustomerFrame>
      <Container component="main" size={440} px="md" py="lg" w="100%">
        <Paper withBorder shadow="sm" radius="lg" p={{ base: 'md', xs: 'xl' }}>
          <Outlet />
        </Paper>
      </Container>
    </CustomerFrame>
  )
}
