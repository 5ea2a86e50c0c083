import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SEED } from '@kvitt/provider'
import { banner } from './banner.ts'

test('the commands to go on with find the environment wherever it runs', () => {
  const said = (url: string) => banner(new URL(url), SEED, { data: '.kvitt' })
  assert.match(said('http://localhost:8080'), /kvitt pay my-first-payment,.*\n.*kvitt run -- node/)
  const elsewhere = 'http://localhost:18080'
  assert.ok(said(elsewhere).includes(`kvitt pay my-first-payment --url ${elsewhere},`))
  assert.ok(said(elsewhere).includes(`kvitt run --url ${elsewhere} -- node shop.js`))
})
