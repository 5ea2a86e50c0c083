/** What a payment server may ask of the provider, in one word each. */
export const OPERATIONS = [
  'token',
  'create',
  'read',
  'log',
  'capture',
  'refund',
  'cancel',
  'link',
  'receipt',
  'told',
  'register',
  'registered',
  'remove',
] as const
export type OperationName = (typeof OPERATIONS)[number]

const PAYMENT = /^\/epayment\/v1\/payments\/(?<reference>[^/]+)(?:\/(?<what>[a-z]+))?$/
const CHANGES: ReadonlySet<string> = new Set(['capture', 'refund', 'cancel'])

/** Which operation a request is, and of which payment where its path names one. */
export function operationOf({ method, url }: Pick<Request, 'method' | 'url'>): {
  readonly name: OperationName
  readonly reference?: string
} {
  const { pathname } = new URL(url)
  if (pathname === '/accesstoken/get') return { name: 'token' }
  if (pathname === '/epayment/v1/payments') return { name: 'create' }
  if (pathname.startsWith('/order-management/')) {
    if (method === 'GET') return { name: 'told' }
    return { name: pathname.includes('/receipts/') ? 'receipt' : 'link' }
  }
  if (pathname.startsWith('/webhooks/')) {
    return { name: method === 'GET' ? 'registered' : method === 'POST' ? 'register' : 'remove' }
  }
  const { reference, what } = PAYMENT.exec(pathname)?.groups ?? {}
  if (reference === undefined) throw new Error(`no payment server asks for ${method} ${pathname}`)
  if (what === undefined) return { name: 'read', reference }
  if (what === 'events') return { name: 'log', reference }
  if (!isChange(what)) throw new Error(`no payment server asks for ${method} ${pathname}`)
  return { name: what, reference }
}

function isChange(what: string): what is 'capture' | 'refund' | 'cancel' {
  return CHANGES.has(what)
}
