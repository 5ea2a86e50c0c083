import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isBarcodeData } from './barcode.ts'

test('an EAN-13 has thirteen digits, the last of which checks the others', () => {
  for (const digits of ['7038010009457', '4006381333931', '0000000000000', '5901234123457']) {
    assert.equal(isBarcodeData('EAN-13', digits), true, digits)
    const [last = ''] = digits.slice(-1)
    const wrong = `${digits.slice(0, 12)}${(Number(last) + 1) % 10}`
    assert.equal(isBarcodeData('EAN-13', wrong), false, wrong)
  }
  for (const text of ['', '123456', '703801000945', '70380100094570', '703801000945x', '٧']) {
    assert.equal(isBarcodeData('EAN-13', text), false, text)
  }
})

test('two digits that changed places are found out', () => {
  assert.equal(isBarcodeData('EAN-13', '5901234123457'), true)
  assert.equal(isBarcodeData('EAN-13', '5901243123457'), false)
})

test('a Code 39 has capitals, digits and seven signs', () => {
  assert.equal(isBarcodeData('CODE 39', 'SC0527013501 '), true)
  assert.equal(isBarcodeData('CODE 39', '-. $/+%'), true)
  for (const text of ['', 'a', '*A*', 'Å', 'A\n']) {
    assert.equal(isBarcodeData('CODE 39', text), false, text)
  }
})

test('a Code 128 has ASCII', () => {
  assert.equal(isBarcodeData('CODE 128', 'Socks #17 {a~}\t\u0000'), true)
  for (const text of ['', 'å', '🧦']) assert.equal(isBarcodeData('CODE 128', text), false, text)
})
