import { hash } from 'node:crypto'

/** A short text that is equal for equal texts and for nothing else. */
export function fingerprintOf(text: string): string {
  return hash('sha256', text, 'base64')
}
