import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type DurationMs } from '@kvitt/values'

const UNIT_MS = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS } as const

/** Reads `14d`, `90s` or `1d12h`; undefined for anything else. */
export function parseDuration(text: string): DurationMs | undefined {
  if (!/^(?:\d{1,9}[smhd])+$/.test(text)) return undefined
  let durationMs = 0
  for (const [, count, unit] of text.matchAll(/(\d+)([smhd])/g)) {
    durationMs += Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS]
  }
  return durationMs
}
