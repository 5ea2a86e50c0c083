/**
 * Names and labels as the design guidelines have them; buttons, logos and colours are for a person
 * to look at.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/design-guidelines/
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const ROOT = new URL('../..', import.meta.url)
/** The two names in ways in which nobody may write them. */
const MISSPELT = /\bVIPPS\b(?![_-])|Mobile Pay|\bMobilepay\b|VippsMobilePay|MobilePay Vipps/
/** A button with which a customer buys at once is called in one of three ways. */
const EXPRESS_LABEL = /^(?:Buy now with (?:Vipps|MobilePay)|(?:Vipps|MobilePay) Express)$/

function sources(...paths: readonly string[]): readonly (readonly [string, string])[] {
  const files = execFileSync('git', ['ls-files', ...paths], { cwd: ROOT, encoding: 'utf8' })
  return files
    .split('\n')
    .filter((file) => /(?<!\.test)\.(?:tsx?|css|svg|html)$/.test(file))
    .map((file) => [file, readFileSync(new URL(file, ROOT), 'utf8')] as const)
}

test('Vipps and MobilePay are spelt as they are', () => {
  const wrong = sources('apps/*/src/*', 'packages/*/src/*')
    .filter(([, text]) => MISSPELT.test(text))
    .map(([file]) => file)
  assert.deepEqual(wrong, [])
})

test('the shop sells kroner, so it says Vipps, and calls Express as it may be called', () => {
  const pages = sources('apps/shop/src/*')
  const buttons = pages.flatMap(([, text]) =>
    [...text.matchAll(/<button class="pay">([^<]+)<\/button>/g)].map(([, label = '']) => label),
  )
  assert.ok(buttons.length > 0)
  for (const label of buttons) assert.match(label, /\bVipps$/)
  const express = pages.flatMap(([, text]) =>
    [...text.matchAll(/action="\/express"[^]*?<button[^>]*>([^<]+)<\/button>/g)].map(
      ([, label = '']) => label,
    ),
  )
  assert.ok(express.length > 0)
  for (const label of express) assert.match(label, EXPRESS_LABEL)
  assert.deepEqual(
    pages.filter(([, text]) => /MobilePay/.test(text)).map(([file]) => file),
    [],
  )
})
