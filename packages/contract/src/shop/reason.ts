import { z } from 'zod'

export const Reason = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: 'Why, for whoever asks later.' })
