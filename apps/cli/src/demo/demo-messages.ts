import type { DemoSecrets } from './demo-secrets.ts'
import type { SalesUnitKeys } from './demo-sales-unit.ts'

/** Where something is to listen. */
export interface PortWish {
  readonly port: number
  /** Somebody has asked for it: another one will not do. */
  readonly isAsked: boolean
}

/** What the process of the demo is told when it starts. */
export interface DemoTask {
  readonly providerUrl: string
  readonly keys: SalesUnitKeys
  readonly secrets: DemoSecrets
  /** A directory; everything is in memory when undefined. */
  readonly data: string | undefined
  readonly merchantPort: PortWish
  readonly shopPort: PortWish
}

/** What it says once. */
export type DemoReport =
  | { readonly type: 'ready'; readonly merchantPort: number; readonly shopPort: number }
  /** It cannot run like this, and starting it again would not help. */
  | { readonly type: 'failed'; readonly message: string; readonly isAsked: boolean }
