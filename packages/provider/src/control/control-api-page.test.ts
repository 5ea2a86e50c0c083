/** docs/reference/control-api.md lists every route of the control API, and no other. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { openTestServices } from '../../test-support/open-services.ts'
import { controlRoutes } from './control-routes.ts'

const PAGE = new URL('../../../../docs/reference/control-api.md', import.meta.url)

/** Every call that the page names in code, as `GET /payments`. */
function named(): readonly string[] {
  const text = readFileSync(PAGE, 'utf8')
  const calls = [...text.matchAll(/`(GET|POST|PUT|PATCH|DELETE)\s+(\/[^`\s?]*)`/g)]
  return [...new Set(calls.map(([, method, path]) => `${method} ${path}`))].toSorted()
}

/** `/payments/:msn/:action{capture|refund}` is two calls, and `:id{\\d+}` is `{id}`. */
function spelled(path: string): readonly string[] {
  const [, before = '', choices = ''] = /^(.*):\w+\{([a-z]+(?:\|[a-z]+)+)\}$/.exec(path) ?? []
  if (choices !== '') return choices.split('|').flatMap((choice) => spelled(before + choice))
  return [path.replace(/:(\w+)(?:\{[^/]*\})?/g, '{$1}')]
}

test('the page lists every route of the control API, and no other', async () => {
  await using opened = await openTestServices()
  // Nothing is called, so that nobody is needed to move the clock.
  const nobody = undefined as never
  const parts = { environment: nobody, transfer: nobody, dispatch: nobody }
  const served = controlRoutes(opened.services, parts)
    .routes.filter(({ method }) => method !== 'ALL')
    .flatMap(({ method, path }) => spelled(path).map((each) => `${method} ${each}`))
  assert.deepEqual(named(), [...new Set(served)].toSorted())
})
