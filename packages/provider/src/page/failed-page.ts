import { html } from 'hono/html'
import { page } from './page.ts'

/** What whoever pays is told of a fault of the environment. */
export function failedPage(): Promise<Response> {
  return page(
    'Something went wrong',
    html`<p role="alert"><strong>Something went wrong in this test environment.</strong></p>
      <p>Nothing is lost: load the page again, and it shows what has become of the payment.</p>`,
    500,
  )
}
