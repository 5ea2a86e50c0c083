import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { test } from 'node:test'
import { LANGUAGES, languageFor, STAFF_LANGUAGES } from './language.ts'

type Texts = { readonly [key: string]: string | Texts }

async function textsOf(namespace: string, language: string): Promise<ReadonlyMap<string, string>> {
  const file = `./${namespace}/${language}.ts`
  const module = (await import(file)) as Readonly<Record<string, Texts>>
  return new Map(flat(module[language] ?? {}))
}

function flat(texts: Texts, prefix = ''): readonly (readonly [string, string])[] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string'
      ? [[`${prefix}${key}`, text] as const]
      : flat(text, `${prefix}${key}.`),
  )
}

const entries = await readdir(import.meta.dirname, { withFileTypes: true })
for (const { name } of entries.filter((entry) => entry.isDirectory())) {
  const isForStaff = name.startsWith('console')
  for (const language of isForStaff ? STAFF_LANGUAGES : Object.keys(LANGUAGES)) {
    test(`${language} says everything in ${name}, with the same things filled in`, async () => {
      const english = await textsOf(name, 'en')
      const texts = await textsOf(name, language)
      assert.deepEqual([...texts.keys()].toSorted(), [...english.keys()].toSorted())
      for (const [key, text] of texts) {
        assert.notEqual(text.trim(), '', key)
        assert.deepEqual(filledIn(text), filledIn(english.get(key) ?? ''), key)
      }
    })
  }
}

function filledIn(text: string): readonly string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).toSorted()
}

test('a chosen language comes before those of the browser, and these in their order', () => {
  assert.equal(languageFor('fi', ['da-DK']), 'fi')
  assert.equal(languageFor(null, ['sv-SE', 'da-DK', 'en']), 'da')
  assert.equal(languageFor('klingon', ['fi-FI']), 'fi')
})

test('everything Norwegian is answered in bokmål, and what there is not in English', () => {
  for (const tag of ['no', 'nb-NO', 'nn-NO']) assert.equal(languageFor(null, [tag]), 'nb')
  assert.equal(languageFor(null, ['sv', 'constructor']), 'en')
})
