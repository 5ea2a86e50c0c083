import type { Exchange } from './exchange.ts'

/**
 * Whether to refuse what the real service tolerates but a real client should not send: because
 * the whole server does, or the sales unit that acts, once that is known.
 */
export function isStrict({
  services,
  salesUnit,
}: Pick<Exchange, 'services' | 'salesUnit'>): boolean {
  return services.configuration.strict || salesUnit?.strict === true
}
