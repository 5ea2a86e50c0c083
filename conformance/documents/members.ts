import { isObject, listOf, type JsonObject } from './json.ts'

/**
 * The path of every member that a schema without references names: `amount.value`, and
 * `orderLines[].id` within a list.
 */
export function membersOf(schema: JsonObject | undefined, path = ''): readonly string[] {
  if (!schema) return []
  const alternatives = [schema['anyOf'], schema['oneOf'], schema['allOf']].flatMap(listOf)
  const properties = isObject(schema['properties']) ? Object.entries(schema['properties']) : []
  const found = [
    ...alternatives.filter(isObject).flatMap((each) => membersOf(each, path)),
    ...(isObject(schema['items']) ? membersOf(schema['items'], `${path}[]`) : []),
    ...properties.flatMap(([name, member]) => {
      const here = path === '' ? name : `${path}.${name}`
      return [here, ...(isObject(member) ? membersOf(member, here) : [])]
    }),
  ]
  return [...new Set(found)]
}
