const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const

/** How long something takes, its two largest units: `14 d`, `9 min 32 s`; below a second `0 s`. */
export function durationInWords(durationMs: number): string {
  let rest = Math.max(Math.trunc(durationMs / 1_000) * 1_000, 0)
  const first = UNITS.findIndex(([, unitMs]) => rest >= unitMs)
  const words: string[] = []
  for (const [unit, unitMs] of first === -1 ? [] : UNITS.slice(first, first + 2)) {
    const count = Math.floor(rest / unitMs)
    rest -= count * unitMs
    if (count > 0) words.push(`${count} ${unit}`)
  }
  return words.length === 0 ? '0 s' : words.join(' ')
}
