import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PROBLEMS, type Problem, type SalesUnitView } from '@kvitt/contract'
import { SWITCHES } from './switches.ts'

const UNIT: SalesUnitView = {
  msn: '123456',
  name: 'Shop',
  market: 'DK',
  clientId: 'client',
  grants: {
    push: true,
    longLiving: true,
    partialCapture: true,
    lateCapture: false,
    express: true,
    card: true,
    nin: false,
    accountNumbers: false,
  },
  bankAccountVerified: true,
  deactivated: false,
  loginOnly: false,
  phoneNumberLocked: false,
  onlySuccessesKept: false,
  refundsFromCapture: false,
  longLivingOneDay: false,
  subDelayed: false,
  strict: false,
  settlement: null,
}

test('every switch of a sales unit is there, once', () => {
  const switched = SWITCHES.flatMap((each) => {
    const { grants, ...rest } = each.change(true)
    return [...Object.keys(rest), ...Object.keys(grants ?? {})]
  })
  const { msn: _msn, name: _name, market: _market, clientId: _clientId, grants, ...rest } = UNIT
  const expected = [...Object.keys(grants), ...Object.keys(rest)]
  assert.deepEqual(switched.toSorted(), expected.toSorted())
})

for (const each of SWITCHES) {
  test(`what ${each.name} is changed to is what it then shows`, () => {
    for (const isOn of [true, false]) {
      const { grants, ...rest } = each.change(isOn)
      const changed = { ...UNIT, ...rest, grants: { ...UNIT.grants, ...grants } }
      assert.equal(each.isOn(changed), isOn)
    }
  })
}

test('every number that a switch speaks of is one that the API answers with', () => {
  const known = Object.values<Problem>(PROBLEMS).map(({ code }) => String(code))
  const named = SWITCHES.flatMap(({ on, off }) => `${on} ${off}`.match(/\b\d{4,5}\b/g) ?? [])
  assert.ok(named.length > 5)
  for (const code of named) assert.ok(known.includes(code), code)
})
