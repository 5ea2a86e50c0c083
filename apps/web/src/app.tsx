import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createBrowserRouter, Navigate, RouterProvider } from 'react-router'
import { NotFoundPage } from './components/not-found-page.tsx'
import { PageError } from './components/page-error.tsx'
import { PageLoading } from './components/page-loading.tsx'
import { consoleRoutes } from './console/console-routes.tsx'
import { theme, variables } from './theme.ts'

/** Data stays as it is until an event of the server says that it has changed. */
const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: Infinity, retry: 1, refetchOnWindowFocus: false } },
})

/** Every page is loaded when somebody goes there: a customer's phone needs none of the portal. */
const router = createBrowserRouter([
  {
    path: '/portal/sign-in',
    errorElement: <PageError />,
    hydrateFallbackElement: <PageLoading />,
    lazy: async () => ({
      Component: (await import('./portal/sign-in-page.tsx')).SignInPage,
    }),
  },
  {
    path: '/portal',
    errorElement: <PageError />,
    hydrateFallbackElement: <PageLoading />,
    lazy: async () => ({
      Component: (await import('./portal/portal-layout.tsx')).PortalLayout,
    }),
    children: [
      { index: true, element: <Navigate to="payments" replace /> },
      {
        path: 'payments',
        lazy: async () => ({
          Component: (await import('./portal/payments-page.tsx')).PaymentsPage,
        }),
      },
      {
        path: 'payments/:msn/:reference',
        lazy: async () => ({
          Component: (await import('./portal/payment-page.tsx')).PaymentPage,
        }),
      },
      {
        path: 'requests',
        lazy: async () => ({
          Component: (await import('./portal/requests/requests-page.tsx')).RequestsPage,
        }),
        children: [
          {
            path: ':id',
            lazy: async () => ({
              Component: (await import('./portal/requests/request-drawer.tsx')).RequestDrawer,
            }),
          },
        ],
      },
      {
        path: 'webhooks',
        lazy: async () => ({
          Component: (await import('./portal/webhooks/webhooks-page.tsx')).WebhooksPage,
        }),
        children: [
          {
            path: 'attempts/:id',
            lazy: async () => ({
              Component: (await import('./portal/webhooks/attempt-drawer.tsx')).AttemptDrawer,
            }),
          },
        ],
      },
      {
        path: 'sales-units',
        lazy: async () => ({
          Component: (await import('./portal/sales-units/sales-units-page.tsx')).SalesUnitsPage,
        }),
      },
      {
        path: 'sales-units/:msn',
        lazy: async () => ({
          Component: (await import('./portal/sales-units/sales-unit-page.tsx')).SalesUnitPage,
        }),
      },
      {
        path: 'customers',
        lazy: async () => ({
          Component: (await import('./portal/customers/customers-page.tsx')).CustomersPage,
        }),
      },
      {
        path: 'faults',
        lazy: async () => ({
          Component: (await import('./portal/faults/faults-page.tsx')).FaultsPage,
        }),
      },
      {
        path: 'clock',
        lazy: async () => ({
          Component: (await import('./portal/clock/clock-page.tsx')).ClockPage,
        }),
      },
    ],
  },
  {
    errorElement: <PageError />,
    hydrateFallbackElement: <PageLoading />,
    lazy: async () => ({
      Component: (await import('./customer/customer-layout.tsx')).CustomerLayout,
    }),
    children: [
      {
        path: '/pay',
        lazy: async () => ({
          Component: (await import('./landing/landing-page.tsx')).LandingPage,
        }),
      },
    ],
  },
  {
    path: '/phone',
    errorElement: <PageError />,
    hydrateFallbackElement: <PageLoading />,
    lazy: async () => ({ Component: (await import('./phone/phone-layout.tsx')).PhoneLayout }),
    children: [
      {
        index: true,
        lazy: async () => ({ Component: (await import('./phone/phone-start.tsx')).PhoneStart }),
      },
      {
        path: 'people',
        lazy: async () => ({ Component: (await import('./phone/people-page.tsx')).PeoplePage }),
      },
      {
        path: ':phoneNumber',
        lazy: async () => ({ Component: (await import('./phone/phone.tsx')).Phone }),
        children: [
          {
            index: true,
            lazy: async () => ({ Component: (await import('./phone/home-page.tsx')).HomePage }),
          },
          {
            path: 'scan',
            lazy: async () => ({ Component: (await import('./phone/scan-page.tsx')).ScanPage }),
          },
          {
            path: 'me',
            lazy: async () => ({ Component: (await import('./phone/me-page.tsx')).MePage }),
          },
          {
            path: 'payments/:msn/:reference',
            lazy: async () => ({
              Component: (await import('./phone/payment-page.tsx')).PaymentPage,
            }),
          },
        ],
      },
    ],
  },
  ...consoleRoutes,
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
