import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import type { RequestDetails } from '@kvitt/contract'
import { curlCommand, variablesCommand } from './curl-command.ts'

const REQUEST: RequestDetails = {
  id: 17,
  at: '2026-01-01T12:00:00.000Z',
  systemAt: '2026-01-01T12:00:00.000Z',
  durationMs: 1,
  method: 'POST',
  url: 'http://localhost:8080/epayment/v1/payments?x=$HOME&y=`id`',
  path: '/epayment/v1/payments',
  operation: 'createPayment',
  status: 201,
  msn: '123456',
  reference: 'acme-shop-1',
  idempotencyKey: 'key 1',
  traceId: null,
  missingHeaders: [],
  problem: null,
  replayOf: null,
  headers: [
    { name: 'Host', value: 'localhost:8080' },
    { name: 'Content-Length', value: '2' },
    { name: 'Authorization', value: 'Bearer ***' },
    { name: 'Ocp-Apim-Subscription-Key', value: '***' },
    { name: 'Vipps-System-Name', value: 'it\'s $(rm -rf /); "no" !!' },
    { name: 'Vipps-System-Version', value: '' },
  ],
  body: `{"description":"it's\\n$HOME \\\\ 'quoted'","token":"***"}`,
  answer: { status: 201, headers: [], body: '' },
}

/** What a shell gives to `curl`. */
function argumentsOf(command: string, variables: Readonly<Record<string, string>>): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`
  const output = execFileSync('sh', ['-c', script], { env: variables, encoding: 'utf8' })
  return output.split('\0').slice(0, -1)
}

test('a shell gives curl what was sent, and the variables where secrets were', () => {
  const variables = { ACCESS_TOKEN: 'token', SUBSCRIPTION_KEY: 'a key', SECRET: '"$x"' }
  assert.deepEqual(argumentsOf(curlCommand(REQUEST), variables), [
    'http://localhost:8080/epayment/v1/payments?x=$HOME&y=`id`',
    '-X',
    'POST',
    '-H',
    'Authorization: Bearer token',
    '-H',
    'Ocp-Apim-Subscription-Key: a key',
    '-H',
    `Vipps-System-Name: it's $(rm -rf /); "no" !!`,
    '-H',
    'Vipps-System-Version;',
    '--data-raw',
    `{"description":"it's\\n$HOME \\\\ 'quoted'","token":""$x""}`,
  ])
})

test('without the variables nothing is sent, and the shell names the first', () => {
  assert.throws(
    () => execFileSync('sh', ['-c', curlCommand(REQUEST)], { env: {}, stdio: 'pipe' }),
    /set ACCESS_TOKEN first/,
  )
})

test('the variables are set from the keys of the sales unit, and a token bought with them', () => {
  const command = variablesCommand(REQUEST, 'http://localhost:8080')
  assert.ok(command)
  const script = `
    curl() {
      case "$*" in
        */_kvitt/v1/sales-units/123456/keys) echo '{"clientId":"id","clientSecret":"s","primarySubscriptionKey":"k","salesUnits":["123456"]}' ;;
        *'client_id: id'*'client_secret: s'*'Ocp-Apim-Subscription-Key: k'*) echo '{"token_type":"Bearer","access_token":"t"}' ;;
      esac
    }
    ${command}
    printf %s "$CLIENT_SECRET $SUBSCRIPTION_KEY $ACCESS_TOKEN"`
  assert.equal(execFileSync('sh', ['-c', script], { encoding: 'utf8' }), 's k t')
})

test('nothing has to be set where nothing is secret, or nobody knows whose it is', () => {
  assert.equal(variablesCommand({ ...REQUEST, headers: [] }, 'http://localhost:8080'), undefined)
  assert.equal(variablesCommand({ ...REQUEST, msn: null }, 'http://localhost:8080'), undefined)
})
