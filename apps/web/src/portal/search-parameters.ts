import { useSearchParams } from 'react-router'

/** A search that the address holds, and how to change one part of it; empty parts are left out. */
export function useSearch<const Name extends string>(
  names: readonly Name[],
): readonly [Readonly<Record<Name, string>>, (changes: Partial<Record<Name, string>>) => void] {
  const [parameters, setParameters] = useSearchParams()
  const search = Object.fromEntries(names.map((name) => [name, parameters.get(name) ?? '']))
  const change = (changes: Partial<Record<Name, string>>): void =>
    setParameters(
      (before) => {
        const after = new URLSearchParams(before)
        for (const [name, value] of Object.entries<string | undefined>(changes)) {
          if (value === undefined || value === '') after.delete(name)
          else after.set(name, value)
        }
        return after
      },
      { replace: true },
    )
  return [search as Readonly<Record<Name, string>>, change]
}
