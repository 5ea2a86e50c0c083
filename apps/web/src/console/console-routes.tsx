import { Navigate, type RouteObject } from 'react-router'
import { PageError } from '../components/page-error.tsx'
import { PageLoading } from '../components/page-loading.tsx'

/** The support console's pages, each loaded when somebody goes there. */
export const consoleRoutes: RouteObject[] = [
  {
    path: '/console',
    errorElement: <PageError />,
    hydrateFallbackElement: <PageLoading />,
    lazy: async () => ({ Component: (await import('./console-layout.tsx')).ConsoleLayout }),
    children: [{ index: true, element: <Navigate to="orders" replace /> }],
  },
]
