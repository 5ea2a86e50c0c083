import type { Fetch } from '@kvitt/sdk'

/** Calls with another value of one header, as a client with another setting would. */
export function withHeader(name: string, value: string): (fetch: Fetch) => Fetch {
  return (fetch) => (request) => {
    const headers = new Headers(request.headers)
    headers.set(name, value)
    return fetch(new Request(request, { headers }))
  }
}
