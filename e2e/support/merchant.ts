export const KEYS = {
  client_id: '11111111-1111-4111-8111-111111111111',
  client_secret: 'demo-client-secret',
  'Ocp-Apim-Subscription-Key': '0123456789abcdef0123456789abcdef',
}

/** A merchant's calls, made with nothing but `fetch`. */
export interface Merchant {
  /** What authenticates it. */
  readonly headers: Readonly<Record<string, string>>
  create(reference: string, idempotencyKey?: string): Promise<Response>
  get(reference: string): Promise<Response>
  events(reference: string): Promise<readonly { readonly name: string }[]>
  register(webhookUrl: string, events: readonly string[]): Promise<Response>
  post(path: string, body: object, idempotencyKey: string): Promise<Response>
}

/** Signs in to the environment at `url` as a sales unit, the Norwegian one when none is named. */
export async function merchantAt(url: string, msn = '123456'): Promise<Merchant> {
  const answer = await fetch(`${url}/accesstoken/get`, { method: 'POST', headers: KEYS })
  const { access_token: token } = (await answer.json()) as { readonly access_token: string }
  const headers = {
    Authorization: `Bearer ${token}`,
    'Ocp-Apim-Subscription-Key': KEYS['Ocp-Apim-Subscription-Key'],
    'Merchant-Serial-Number': msn,
    'Content-Type': 'application/json',
  }
  const payments = `${url}/epayment/v1/payments`
  const post = (path: string, body: object, idempotencyKey: string): Promise<Response> =>
    fetch(`${payments}${path}`, {
      method: 'POST',
      headers: { ...headers, 'Idempotency-Key': idempotencyKey },
      body: JSON.stringify(body),
    })
  return {
    headers,
    post,
    create: (reference, idempotencyKey = reference.slice(0, 50)) =>
      post('', paymentOf(reference), idempotencyKey),
    register: (webhookUrl, events) =>
      fetch(`${url}/webhooks/v1/webhooks`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ url: webhookUrl, events }),
      }),
    get: (reference) => fetch(`${payments}/${reference}`, { headers }),
    events: async (reference) =>
      (await (await fetch(`${payments}/${reference}/events`, { headers })).json()) as {
        readonly name: string
      }[],
  }
}

export function paymentOf(reference: string): object {
  return {
    amount: { currency: 'NOK', value: 49_900 },
    paymentMethod: { type: 'WALLET' },
    reference,
    userFlow: 'WEB_REDIRECT',
    returnUrl: 'https://example.com/thanks',
    paymentDescription: 'One pair of socks',
  }
}
