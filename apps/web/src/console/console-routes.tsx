import { Navigate, type RouteObject } from 'react-router'
import { PageError } from '../components/page-error.tsx'
import { PageLoading } from '../components/page-loading.tsx'

/** Decides who may use the console, shows what they have done, and tests the server. */
const administration: RouteObject = {
  lazy: async () => {
    const { RoleGate } = await import('./role-gate.tsx')
    return { element: <RoleGate role="administer" /> }
  },
  children: [
    {
      path: 'users',
      lazy: async () => ({ Component: (await import('./access/users-page.tsx')).UsersPage }),
    },
    {
      path: 'audit',
      lazy: async () => ({ Component: (await import('./access/audit-page.tsx')).AuditPage }),
    },
    {
      path: 'set-up',
      lazy: async () => ({ Component: (await import('./set-up/set-up-page.tsx')).SetUpPage }),
    },
  ],
}

/** The support console's pages, each loaded when somebody goes there. */
export const consoleRoutes: RouteObject[] = [
  {
    path: '/console/sign-in',
    errorElement: <PageError />,
    hydrateFallbackElement: <PageLoading />,
    lazy: async () => ({ Component: (await import('./access/sign-in-page.tsx')).SignInPage }),
  },
  {
    path: '/console',
    errorElement: <PageError />,
    hydrateFallbackElement: <PageLoading />,
    lazy: async () => ({ Component: (await import('./console-layout.tsx')).ConsoleLayout }),
    children: [
      { index: true, element: <Navigate to="orders" replace /> },
      {
        path: 'orders',
        lazy: async () => ({ Component: (await import('./orders/orders-page.tsx')).OrdersPage }),
      },
      {
        path: 'orders/:number',
        lazy: async () => ({ Component: (await import('./orders/order-page.tsx')).OrderPage }),
      },
      {
        path: 'attention',
        lazy: async () => ({
          Component: (await import('./orders/worklist-page.tsx')).AttentionPage,
        }),
      },
      {
        path: 'reservations',
        lazy: async () => ({
          Component: (await import('./orders/worklist-page.tsx')).ReservationsPage,
        }),
      },
      {
        path: 'figures',
        lazy: async () => ({ Component: (await import('./orders/figures-page.tsx')).FiguresPage }),
      },
      {
        path: 'settlements',
        lazy: async () => ({
          Component: (await import('./settlements/settlements-page.tsx')).SettlementsPage,
        }),
      },
      {
        path: 'settlements/:msn/:number',
        lazy: async () => ({
          Component: (await import('./settlements/settlement-page.tsx')).SettlementPage,
        }),
      },
      {
        path: 'reconciliation',
        lazy: async () => ({
          Component: (await import('./settlements/reconciliation-page.tsx')).ReconciliationPage,
        }),
      },
      {
        path: 'password',
        lazy: async () => ({
          Component: (await import('./access/password-page.tsx')).PasswordPage,
        }),
      },
      administration,
    ],
  },
]
