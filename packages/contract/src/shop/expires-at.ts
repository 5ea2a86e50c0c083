import { parseInstant } from '@kvitt/values'
import { z } from 'zod'

/** RFC 3339 with a zone. */
export const ExpiresAt = z
  .string()
  .max(40)
  .refine((text) => parseInstant(text) !== undefined, {
    error: 'Must be a moment with its zone: 2026-12-24T18:00:00Z.',
  })
