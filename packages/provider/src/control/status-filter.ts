import { z } from 'zod'

/** `404`, or `4xx` for all of its kind; `0` where there was no answer. */
export const StatusFilter = z
  .string()
  .regex(/^(?:0|[1-5](?:\d\d|xx))$/, 'expected a status such as 404 or 4xx')

export function isOfStatus(status: number, wanted: string): boolean {
  return wanted.endsWith('xx') ? String(status)[0] === wanted[0] : String(status) === wanted
}
