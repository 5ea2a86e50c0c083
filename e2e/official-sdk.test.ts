import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kvitt, startKvitt } from './support/kvitt.ts'

const CLIENT = new URL('clients/official-sdk.mjs', import.meta.url).pathname
const EARLIER_CLIENT = new URL('clients/earlier-sdk.mjs', import.meta.url).pathname

interface PaymentView {
  readonly state: string
  readonly pspReference: string
  readonly aggregate: Readonly<Record<string, { readonly value: number }>>
}

interface Report {
  readonly created: { readonly reference: string; readonly redirectUrl: string }
  readonly approved: PaymentView
  readonly part: PaymentView
  readonly rest: PaymentView
  readonly refunded: PaymentView
  readonly cancelled: PaymentView
  readonly refusal: { readonly ok: boolean; readonly error: { readonly status: number } }
  readonly events: readonly { readonly name: string; readonly pspReference: string }[]
  readonly webhooks: number
  readonly signed: readonly boolean[]
  readonly delivered: readonly { readonly name: string; readonly pspReference: string }[]
}

test('the official SDK, unmodified, completes payments through kvitt run', async () => {
  await using server = await startKvitt(['--memory'])
  const finished = await kvitt(['run', '--url', server.url, '--', process.execPath, CLIENT])
  assert.equal(finished.code, 0, finished.stderr)
  const report = JSON.parse(finished.stdout) as Report

  assert.equal(report.created.reference, 'sdk-order-0001')
  assert.ok(report.created.redirectUrl.startsWith(`${server.url}/pay?token=`))
  assert.equal(report.approved.state, 'AUTHORIZED')
  assert.equal(report.part.aggregate['capturedAmount']?.value, 40_000)
  assert.equal(report.rest.aggregate['capturedAmount']?.value, 100_000)
  assert.equal(report.refunded.aggregate['refundedAmount']?.value, 25_000)
  assert.deepEqual(
    report.events.map(({ name }) => name),
    ['CREATED', 'AUTHORIZED', 'CAPTURED', 'CAPTURED', 'REFUNDED'],
  )
  assert.equal(report.cancelled.state, 'TERMINATED')
  assert.equal(report.refusal.ok, false)
  assert.equal(report.refusal.error.status, 400)
  assert.equal(report.webhooks, 1)
  assert.deepEqual(report.signed, [true, true])
  assert.deepEqual(
    report.delivered.map(({ pspReference }) => pspReference),
    report.events.filter(({ name }) => name === 'CAPTURED').map((event) => event.pspReference),
  )
})

test('so does its earlier package, @vippsno/vipps-sdk', async () => {
  await using server = await startKvitt(['--memory'])
  const finished = await kvitt(['run', '--url', server.url, '--', process.execPath, EARLIER_CLIENT])
  assert.equal(finished.code, 0, finished.stderr)
  const report = JSON.parse(finished.stdout) as Omit<Report, 'delivered'>

  assert.equal(report.created.reference, 'earlier-sdk-0001')
  assert.ok(report.created.redirectUrl.startsWith(`${server.url}/pay?token=`))
  assert.equal(report.approved.state, 'AUTHORIZED')
  assert.equal(report.part.aggregate['capturedAmount']?.value, 40_000)
  assert.equal(report.refunded.aggregate['refundedAmount']?.value, 25_000)
  assert.equal(report.rest.aggregate['cancelledAmount']?.value, 60_000)
  assert.deepEqual(
    report.events.map(({ name }) => name),
    ['CREATED', 'AUTHORIZED', 'CAPTURED', 'REFUNDED', 'CANCELLED'],
  )
  assert.equal(report.cancelled.state, 'TERMINATED')
})
