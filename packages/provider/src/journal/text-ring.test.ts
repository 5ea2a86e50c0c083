import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { TextRing, type Kept } from './text-ring.ts'

const idsOf = (entries: Iterable<Kept<unknown>>): number[] => Array.from(entries, ({ id }) => id)

const text = fc.oneof(
  fc.constant(undefined),
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
)
const push = fc.record({ gap: fc.nat(3), texts: fc.array(text, { maxLength: 3 }) })

test('keeps the newest entries whole and in order, however they wrap around', () => {
  const bounds = fc.record({
    entriesMax: fc.integer({ min: 1, max: 6 }),
    bytesMax: fc.integer({ min: 400, max: 900 }),
  })
  fc.assert(
    fc.property(bounds, fc.array(push, { maxLength: 40 }), (limits, pushes) => {
      const ring = new TextRing<string>(limits)
      const model: Kept<string>[] = []
      let id = 0
      for (const { gap, texts } of pushes) {
        id += 1 + gap
        ring.push(id, texts, `note ${id}`)
        model.push({ id, texts, note: `note ${id}` })
        const kept = [...ring.newestFirst()].toReversed()
        assert.ok(kept.length > 0 && kept.length <= limits.entriesMax)
        assert.deepEqual(kept, model.slice(-kept.length))
      }
      const kept = [...ring.newestFirst()].toReversed()
      for (let asked = 0; asked <= id + 1; asked += 1) {
        const older = kept.filter((entry) => entry.id < asked).toReversed()
        assert.deepEqual(idsOf(ring.newestFirst(asked)), idsOf(older))
        const next = kept.find((entry) => entry.id > asked)
        assert.equal(ring.nextId(asked), next?.id)
        const same = kept.find((entry) => entry.id === asked)
        assert.deepEqual(ring.find(asked), same)
      }
    }),
  )
})

test('uses most of the memory that it may use', () => {
  const ring = new TextRing({ entriesMax: 1_000, bytesMax: 10_000 })
  for (let id = 1; id <= 1_000; id += 1) ring.push(id, ['x'.repeat(92)], undefined)
  // 100 bytes each; the room for one is reserved three times over.
  assert.ok([...ring.newestFirst()].length >= 94)
})

test('leaves out what is larger than itself, and goes on', () => {
  const ring = new TextRing({ entriesMax: 10, bytesMax: 100 })
  ring.push(1, ['small'], undefined)
  ring.push(2, ['x'.repeat(100)], undefined)
  ring.push(3, ['small'], undefined)
  assert.deepEqual(idsOf(ring.newestFirst()), [3, 1])
})

test('keeps nothing when it may keep nothing', () => {
  const ring = new TextRing({ entriesMax: 0, bytesMax: 100 })
  ring.push(1, ['x'], undefined)
  assert.deepEqual(
    [idsOf(ring.newestFirst()), ring.find(1), ring.nextId(0)],
    [[], undefined, undefined],
  )
})

test('begins anew after it is cleared', () => {
  const ring = new TextRing({ entriesMax: 2, bytesMax: 100 })
  for (const id of [1, 2, 3]) ring.push(id, ['x'], undefined)
  ring.clear()
  assert.deepEqual([idsOf(ring.newestFirst()), ring.find(3)], [[], undefined])
  ring.push(4, ['y'], undefined)
  assert.deepEqual(ring.find(4)?.texts, ['y'])
})
