import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createBrowserRouter, Navigate, RouterProvider } from 'react-router'
import { NotFoundPage } from './components/not-found-page.tsx'
import { PageError } from './components/page-error.tsx'
import { PaymentPage } from './portal/payment-page.tsx'
import { PaymentsPage } from './portal/payments-page.tsx'
import { PortalLayout } from './portal/portal-layout.tsx'
import { theme, variables } from './theme.ts'

/** Data stays as it is until an event of the server says that it has changed. */
const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: Infinity, retry: 1, refetchOnWindowFocus: false } },
})

const router = createBrowserRouter([
  {
    path: '/portal',
    element: <PortalLayout />,
    errorElement: <PageError />,
    children: [
      { index: true, element: <Navigate to="payments" replace /> },
      { path: 'payments', element: <PaymentsPage /> },
      { path: 'payments/:msn/:reference', element: <PaymentPage /> },
    ],
  },
  { path: '*', element: <NotFoundPage /> },
])

export function App(): React.ReactNode {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <Notifications position="bottom-center" />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  )
}
