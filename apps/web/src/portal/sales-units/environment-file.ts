import type { KeysView, SalesUnitView } from '@kvitt/contract'

/** The keys of a sales unit as a `.env` file, to be pasted into a merchant's own project. */
export function environmentFile(
  { msn, name, market }: Pick<SalesUnitView, 'msn' | 'name' | 'market'>,
  keys: KeysView,
  baseUrl: string,
): string {
  // A name that breaks the line must not become a line of its own.
  const comment = `${name} (${market}) in Kvitt: no money moves`.replaceAll(/\s+/g, ' ')
  return [
    `# ${comment}`,
    ...Object.entries({
      VIPPS_BASE_URL: baseUrl,
      VIPPS_CLIENT_ID: keys.clientId,
      VIPPS_CLIENT_SECRET: keys.clientSecret,
      VIPPS_SUBSCRIPTION_KEY: keys.primarySubscriptionKey,
      VIPPS_MERCHANT_SERIAL_NUMBER: msn,
    }).map(([variable, value]) => `${variable}=${quoted(value)}`),
    '',
  ].join('\n')
}

/** Within single quotes nothing has a meaning; a quote itself ends them and goes between others. */
function quoted(value: string): string {
  return /^[\w./:+=-]*$/.test(value) ? value : `'${value.replaceAll("'", `'"'"'`)}'`
}
